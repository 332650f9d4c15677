package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Reveal;
import dev.tidemark.desktop.component.RowCopy;
import dev.tidemark.desktop.component.StepRail;
import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.component.Zoom;
import dev.tidemark.desktop.log.LogPane;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.History;
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.desktop.text.Language;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.RunState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The frame around the pages. */
public final class FrameController {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    /** Below it, in pixels, pages have smaller margins. */
    private static final double ROOMY = 1100;

    /** A page's node and its controller. */
    public record Loaded(Node node, Page page) {}

    private final Navigator navigator;
    private final Workspace workspace;
    private final RunMirror mirror;
    private final CurrentRun run;
    private final History past;
    private final RailState railState = new RailState();
    private final Map<PageId, Loaded> pages = new EnumMap<>(PageId.class);
    private final Button history = new Button(text("frame.history"), Icons.of(Feather.CLOCK));
    private final Button walkthrough = new Button(text("frame.walkthrough"), Icons.of(Feather.HELP_CIRCLE));
    private final LanguageMenu language = new LanguageMenu();
    private Subscription footer = Subscription.EMPTY;

    @FXML
    private StackPane root;

    @FXML
    private TopBar topBar;

    @FXML
    private StepRail rail;

    @FXML
    private ScrollPane scroll;

    @FXML
    private ProblemBox frameProblem;

    @FXML
    private SessionDrawer drawer;

    @FXML
    private LogPane logPane;

    @FXML
    private BottomBar bottomBar;

    public FrameController(Navigator navigator, Workspace workspace, RunMirror mirror, CurrentRun run, History past) {
        this.navigator = navigator;
        this.workspace = workspace;
        this.mirror = mirror;
        this.run = run;
        this.past = past;
    }

    @FXML
    private void initialize() {
        history.setId("rail-history");
        history.getStyleClass().addAll("rail-item", "rail-link");
        history.setOnAction(e -> navigator.goTo(PageId.HISTORY));
        rail.addFoot(history);
        past.known().subscribe(known -> {
            long cutShort =
                    known.stream().filter(r -> r.standing().discardable()).count();
            history.setText(cutShort == 0 ? text("frame.history") : text("frame.history-cut-short", cutShort));
        });
        walkthrough.setId("rail-walkthrough");
        walkthrough.getStyleClass().addAll("rail-item", "rail-link");
        walkthrough.setOnAction(e -> navigator.goTo(PageId.WALKTHROUGH));
        rail.addFoot(walkthrough);
        rail.onChosen(item -> navigator.goTo(RailState.pageOf(item)));
        bottomBar.onRelease(run::release);
        drawer.visibleProperty().bind(bottomBar.sessions().selectedProperty());
        drawer.managedProperty().bind(drawer.visibleProperty());
        logPane.visibleProperty().bind(bottomBar.log().selectedProperty());
        logPane.managedProperty().bind(logPane.visibleProperty());
        bottomBar.log().setOnAction(e -> logPane.takeFocus());
        workspace.connected().subscribe(connected -> {
            topBar.show(connected);
            showRail();
        });
        mirror.state().subscribe(this::showRun);
        root.widthProperty().subscribe(width -> root.pseudoClassStateChanged(NARROW, width.doubleValue() < ROOMY));
    }

    /** The pane that questions lie over. */
    public Questions questions() {
        return new Questions(root);
    }

    /** Takes the pages in and shows the first. */
    public void open(Map<PageId, Loaded> loaded) {
        pages.putAll(loaded);
        navigator.here().subscribe(this::showPage);
    }

    /** Leaves the window to a page, but for the bar with its buttons; or comes back. */
    public void stepAside(boolean aside) {
        for (Node node : List.of(rail, topBar, bottomBar.sessions(), bottomBar.log())) {
            node.setVisible(!aside);
            node.setManaged(!aside);
        }
    }

    /** What nobody else shows. */
    public void showProblem(Problem problem) {
        frameProblem.show(Optional.of(problem));
    }

    /** The language that was chosen for the next start. */
    public ObjectProperty<Language> language() {
        return language.choice();
    }

    /** Keys that work on every page, and the switch between light and dark. */
    public void attach(Scene scene, Theme theme, Zoom zoom) {
        Button toggle = new Button("", Icons.of(Feather.MOON));
        toggle.setId("theme");
        toggle.getStyleClass().addAll("rail-item", "rail-link");
        toggle.setOnAction(e -> theme.toggle());
        theme.choice().subscribe(chosen -> {
            toggle.setText(text(theme.dark() ? "frame.light" : "frame.dark"));
            toggle.setGraphic(Icons.of(theme.dark() ? Feather.SUN : Feather.MOON));
        });
        rail.addFoot(toggle);
        rail.addFoot(language);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::release);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::stop);
        Reveal.followKeyboard(scene);
        RowCopy.in(scene, Shortcut.COPY::is);
        Shortcut.BACK.does(scene, bottomBar::back);
        Shortcut.SESSIONS.does(scene, bottomBar.sessions()::fire);
        Shortcut.LOG.does(scene, bottomBar.log()::fire);
        Shortcut.KEYS.does(scene, () -> new KeySheet(root).show());
        Shortcut.LARGER.does(scene, zoom::in);
        Shortcut.SMALLER.does(scene, zoom::out);
        Shortcut.USUAL.does(scene, () -> zoom.set(100));
    }

    /** Before anything else sees the key: an open field or list must not keep a closed gate closed. */
    private void release(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && gateClosed(mirror.state().get())) {
            event.consume();
            run.release();
        }
    }

    private void stop(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            bottomBar.stop();
        }
    }

    private void showPage(PageId id) {
        Loaded loaded = pages.get(id);
        if (loaded == null) {
            return;
        }
        Node focused = root.getScene() == null ? null : root.getScene().getFocusOwner();
        boolean left = focused != null && within(focused, scroll);
        scroll.setContent(new PageHolder(loaded.node()));
        scroll.setVvalue(0);
        frameProblem.show(Optional.empty());
        footer.unsubscribe();
        footer = loaded.page().footer().subscribe((Footer f) -> bottomBar.show(f));
        loaded.page().shown();
        if (left) {
            bottomBar.takeFocus();
        }
        showRail();
    }

    private static boolean within(@Nullable Node node, Node above) {
        return node != null && (node == above || within(node.getParent(), above));
    }

    private void showRun(Optional<RunState> state) {
        topBar.showRun(state);
        drawer.show(state);
        bottomBar.showRelease(gateClosed(state));
        rail.showGate(gateClosed(state));
        showRail();
    }

    private void showRail() {
        PageId here = navigator.here().get();
        boolean connected = workspace.connected().get().isPresent();
        Optional<RunState> state = mirror.state().get();
        for (StepRail.Item item : StepRail.Item.values()) {
            rail.show(
                    item, railState.progress(item, here, connected, state), railState.against(item, connected, state));
        }
        history.pseudoClassStateChanged(HERE, here == PageId.HISTORY);
        walkthrough.pseudoClassStateChanged(HERE, here == PageId.WALKTHROUGH);
    }

    private static boolean gateClosed(Optional<RunState> state) {
        return state.filter(s -> s.gate().closed()).isPresent();
    }
}
