package dev.tidemark.desktop.walkthrough;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.state.Connected;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.problem.Problem;
import dev.tidemark.walkthrough.Setting;
import dev.tidemark.walkthrough.WalkthroughState;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.LessonFolders;
import dev.tidemark.walkthrough.lesson.LessonShelf;
import dev.tidemark.walkthrough.lesson.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Lessons in three sessions. */
public final class WalkthroughController implements Page {
    private final Workspace workspace;
    private final Tasks tasks;
    private final LessonPlace place;
    private final Course course;
    private final Presenting presenting;
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);
    private final LessonFooter lessonFooter;
    private final List<SessionPane> panes = new ArrayList<>();
    /** Whether the lesson is on the operator's own servers. */
    private boolean own;

    @FXML
    private VBox page;

    @FXML
    private VBox chooser;

    @FXML
    private VBox room;

    @FXML
    private LessonList lessons;

    @FXML
    private Note broken;

    @FXML
    private Note settingUp;

    @FXML
    private ProblemBox problem;

    @FXML
    private HBox ownServers;

    @FXML
    private CheckBox useConnected;

    @FXML
    private TextField topic;

    @FXML
    private Label title;

    @FXML
    private Label stepTitle;

    @FXML
    private Label what;

    @FXML
    private Label why;

    @FXML
    private Note otherwise;

    @FXML
    private VBox narration;

    @FXML
    private ToggleButton narrate;

    @FXML
    private ToggleButton present;

    @FXML
    private Button again;

    @FXML
    private Button leave;

    @FXML
    private HBox sessions;

    @FXML
    private LogStrip log;

    public WalkthroughController(Workspace workspace, Tasks tasks, Presenting.Frame frame) {
        this.workspace = workspace;
        this.place = new LessonPlace(workspace);
        this.tasks = tasks;
        this.course = new Course(tasks);
        this.lessonFooter = new LessonFooter(course, this::leave);
        this.presenting = new Presenting(frame, course);
        workspace.beforeClose(() -> {
            course.close();
            place.close();
        });
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @Override
    public void shown() {
        if (course.state().get().isEmpty()) {
            tasks.of("lessons", () -> LessonShelf.with(List.of(LessonFolders.ofThisUser())))
                    .onSuccess(this::showLessons)
                    .start();
        }
        Optional<Connected> others =
                workspace.connected().get().filter(c -> !c.sandbox() && c.environment() != Environment.PRODUCTION);
        there(ownServers, others.isPresent());
        others.ifPresent(c ->
                useConnected.setText(text("lesson.use-connected", c.database().label())));
        showFooter();
    }

    private void showLessons(LessonShelf shelf) {
        lessons.show(shelf.lessons(), this::start);
        broken.show(
                Tone.WARN,
                String.join(
                        "\n",
                        shelf.broken().stream().map(WalkthroughController::line).toList()));
    }

    private static String line(Problem mistake) {
        return mistake.what() + " " + mistake.why() + " " + mistake.toDo();
    }

    @FXML
    private void initialize() {
        for (int number = 1; number <= Lesson.SESSIONS; number++) {
            SessionPane pane = new SessionPane(number, course);
            panes.add(pane);
            sessions.getChildren().add(pane);
        }
        topic.disableProperty().bind(useConnected.selectedProperty().not());
        narration.visibleProperty().bind(narrate.selectedProperty());
        narration.managedProperty().bind(narration.visibleProperty());
        narrate.setGraphic(Icons.of(Feather.MESSAGE_SQUARE));
        present.setGraphic(Icons.of(Feather.MONITOR));
        again.setGraphic(Icons.of(Feather.ROTATE_CCW));
        leave.setGraphic(Icons.of(Feather.X));
        presenting.attach(page, present, narrate);
        present.selectedProperty().subscribe(this::showFooter);
        course.problem().subscribe(p -> problem.show(p));
        course.state().subscribe(this::show);
        course.settingUp().subscribe(on -> {
            lessons.setDisable(on);
            settingUp.setText(on ? text("lesson.setting-up") : "");
        });
    }

    private void start(Lesson lesson) {
        own = ownServers.isVisible() && useConnected.isSelected();
        String named = topic.getText();
        Callable<Setting> where = own
                ? () -> place.connected(named)
                : () -> place.sandbox(step -> Platform.runLater(() -> settingUp.setText(step)));
        course.start(lesson, where);
    }

    private void show(Optional<WalkthroughState> state) {
        there(chooser, state.isEmpty());
        there(room, state.isPresent());
        state.ifPresent(this::show);
        showFooter();
    }

    private void show(WalkthroughState state) {
        title.setText(state.lesson().title());
        Optional<Step> step = state.current();
        int all = state.lesson().steps().size();
        stepTitle.setText(step.map(s -> text("lesson.step", state.done(), all, s.title()))
                .orElseGet(() -> text("lesson.all-steps", all)));
        what.setText(step.map(Step::what).orElse(state.lesson().about()));
        why.setText(step.map(Step::why).orElseGet(() -> text("lesson.free")));
        there(why, !why.getText().isEmpty());
        otherwise.show(Tone.WARN, state.explanation().orElse(""));
        for (SessionPane pane : panes) {
            pane.show(state.sessions().get(panes.indexOf(pane)));
        }
        log.show(state);
    }

    private void showFooter() {
        Footer fresh = course.state()
                .get()
                .map(state -> lessonFooter.of(state, present.isSelected(), own))
                .orElseGet(() -> LessonFooter.choosing(!ownServers.isVisible()));
        // Ten times a second this is; the buttons must not lose the mouse for that.
        if (!LessonFooter.same(fresh, footer.get())) {
            footer.set(fresh);
        }
    }

    @FXML
    private void leave() {
        present.setSelected(false);
        course.leave();
        shown();
    }

    @FXML
    private void startAgain() {
        course.startAgain();
    }

    private static void there(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }
}
