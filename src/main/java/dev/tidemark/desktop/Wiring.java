package dev.tidemark.desktop;

import dev.tidemark.desktop.commit.CommitController;
import dev.tidemark.desktop.commit.CommitGuard;
import dev.tidemark.desktop.component.Fonts;
import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.component.Zoom;
import dev.tidemark.desktop.connect.ConnectController;
import dev.tidemark.desktop.connect.KafkaPane;
import dev.tidemark.desktop.connect.PostgresPane;
import dev.tidemark.desktop.connect.ProfileBar;
import dev.tidemark.desktop.frame.FrameController;
import dev.tidemark.desktop.gate.GateController;
import dev.tidemark.desktop.history.HistoryController;
import dev.tidemark.desktop.memory.Memory;
import dev.tidemark.desktop.page.FileChoice;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.plans.Plans;
import dev.tidemark.desktop.read.PreviewPane;
import dev.tidemark.desktop.read.ReadController;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.History;
import dev.tidemark.desktop.state.Preparation;
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.desktop.state.Shown;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.desktop.tables.GatePane;
import dev.tidemark.desktop.tables.TableDetails;
import dev.tidemark.desktop.tables.TablesController;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.desktop.walkthrough.WalkthroughController;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.PastRuns;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;

/** Puts the window together, by hand and in one place. */
public final class Wiring {
    private final Navigator navigator = new Navigator();
    private final RunMirror mirror = new RunMirror();
    private final Tasks tasks = new Tasks(this::unhandled);
    private final CurrentRun run = new CurrentRun(tasks, mirror);
    private final Workspace workspace;
    private final Plans plans;
    private final FrameController frame;
    private final Scene scene;
    private final Theme theme;
    private final Zoom zoom;
    private final Map<PageId, FrameController.Loaded> pages = new EnumMap<>(PageId.class);

    /** A window that remembers nothing and opens nothing outside itself: to be shown, measured or tested. */
    public static Wiring passing(SandboxOptions sandbox, DemoOptions application) {
        return passing(sandbox, application, PastRuns.ofThisUser());
    }

    /** The same with another history. */
    public static Wiring passing(SandboxOptions sandbox, DemoOptions application, PastRuns past) {
        return new Wiring(sandbox, application, _ -> Optional.empty(), Memory.passing(), past, new Shown(_ -> {}));
    }

    /**
     * @param sandboxOptions what "Use the sandbox" starts
     * @param demoOptions how busy its application is
     * @param files asks for files
     * @param memory what is remembered from earlier starts
     * @param past the runs for the history
     * @param shown shows reports and folders
     */
    public Wiring(
            SandboxOptions sandboxOptions,
            DemoOptions demoOptions,
            FileChoice files,
            Memory memory,
            PastRuns past,
            Shown shown) {
        Fonts.load();
        workspace = new Workspace(sandboxOptions, demoOptions);
        History history = new History(past, mirror, tasks, shown);
        Preparation preparation = new Preparation(workspace, run, tasks);
        plans = new Plans(workspace, memory, tasks, files, navigator);
        frame = new FrameController(navigator, workspace, mirror, run, history);
        Region root = load("/fxml/frame.fxml", Map.of(FrameController.class, () -> frame))
                .getRoot();
        zoom = new Zoom(root);
        scene = new Scene(zoom, 1280, 800);
        theme = new Theme(scene);
        frame.attach(scene, theme, zoom);
        Map<Class<?>, Supplier<Object>> parts = Map.of(
                PostgresPane.class,
                () -> new PostgresPane(tasks, memory.passwords()),
                ProfileBar.class,
                () -> new ProfileBar(memory, plans, tasks),
                KafkaPane.class,
                () -> new KafkaPane(tasks, files),
                GatePane.class,
                GatePane::new,
                TableDetails.class,
                () -> new TableDetails(workspace, tasks),
                PreviewPane.class,
                () -> new PreviewPane(mirror, run));
        Map<Class<?>, Supplier<Object>> controllers = new HashMap<>(parts);
        controllers.putAll(Map.of(
                ConnectController.class,
                () -> new ConnectController(workspace, run, tasks, navigator, memory),
                TablesController.class,
                () -> new TablesController(workspace, run, preparation, tasks, navigator, plans),
                GateController.class,
                () -> new GateController(mirror, run, workspace, preparation, navigator, frame::questions),
                ReadController.class,
                () -> new ReadController(mirror, run, navigator, frame::questions),
                CommitController.class,
                () -> new CommitController(
                        mirror,
                        run,
                        navigator,
                        frame::questions,
                        history,
                        new CommitGuard(workspace, frame::questions)),
                HistoryController.class,
                () -> new HistoryController(history, run, navigator, frame::questions),
                WalkthroughController.class,
                () -> new WalkthroughController(workspace, tasks, frame::stepAside)));
        for (PageId page : PageId.values()) {
            FXMLLoader loader = load(page.fxml(), controllers);
            Node node = loader.getRoot();
            Page controller = loader.getController();
            pages.put(page, new FrameController.Loaded(node, controller));
        }
        frame.open(pages);
    }

    /** Lays the pages out that nobody has opened yet, while nobody touches the window. */
    public void lookAhead() {
        new PagesAhead(
                        scene,
                        pages.values().stream()
                                .map(FrameController.Loaded::node)
                                .toList())
                .begin();
    }

    /** Does what the window was opened for. */
    void start(StartOptions options) {
        options.profile().ifPresent(name -> {
            navigator.goTo(PageId.CONNECT);
            if (page(PageId.CONNECT) instanceof ConnectController connect) {
                connect.choose(name);
            }
        });
        options.plan().ifPresent(file -> plans.open(file, frame::showProblem));
    }

    public Scene scene() {
        return scene;
    }

    public Theme theme() {
        return theme;
    }

    public Zoom zoom() {
        return zoom;
    }

    public Navigator navigator() {
        return navigator;
    }

    public Workspace workspace() {
        return workspace;
    }

    public RunMirror mirror() {
        return mirror;
    }

    public CurrentRun run() {
        return run;
    }

    /** A page's controller, for whoever wants to show it without servers. */
    public Page page(PageId id) {
        return Objects.requireNonNull(pages.get(id)).page();
    }

    public FrameController frame() {
        return frame;
    }

    private void unhandled(Problem problem) {
        frame.showProblem(problem);
    }

    private static FXMLLoader load(String resource, Map<Class<?>, Supplier<Object>> controllers) {
        URL url = Objects.requireNonNull(Wiring.class.getResource(resource), resource);
        FXMLLoader loader = new FXMLLoader(url, Texts.bundle());
        loader.setControllerFactory(type ->
                Objects.requireNonNull(controllers.get(type), type::getName).get());
        try {
            loader.load();
            return loader;
        } catch (IOException e) {
            throw new UncheckedIOException("The layout " + resource + " does not load.", e);
        }
    }
}
