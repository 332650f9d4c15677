package dev.tidemark.desktop.history;

import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.EmptyState;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.state.RunBook;
import dev.tidemark.desktop.state.RunBook.Entry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.TableView;
import org.kordamp.ikonli.feather.Feather;

/** The runs of this window so far. */
public final class HistoryController implements Page {
    private final RunBook book;
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);

    @FXML
    private TableView<Entry> runs;

    public HistoryController(RunBook book) {
        this.book = book;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        runs.getColumns()
                .setAll(List.of(
                        Columns.<Entry>text("run", 180, e -> e.state().run().value(), "mono"),
                        Columns.<Entry>text("begun", 90, e -> Figures.clock(e.begun())),
                        Columns.<Entry>text(
                                "state", 110, e -> e.state().stage().name().toLowerCase(Locale.ROOT), "strong"),
                        Columns.<Entry>text(
                                "tables",
                                260,
                                e -> e.state().tables().stream()
                                        .map(t -> t.plan().table().name())
                                        .collect(Collectors.joining(", "))),
                        Columns.<Entry>text(
                                "gate closed",
                                100,
                                e -> Figures.time(e.state().gate().closedFor(System.nanoTime())),
                                "right"),
                        Columns.<Entry>text(
                                "rows read", 110, e -> Figures.count(e.state().rowsRead()), "right"),
                        Columns.<Entry>text(
                                "published", 110, e -> Figures.count(e.state().rowsPublished()), "right")));
        runs.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        runs.setItems(book.entries());
        runs.setPlaceholder(new EmptyState(
                Feather.CLOCK, "No run yet", "Connect, choose tables and close the gate; each run appears here."));
    }
}
