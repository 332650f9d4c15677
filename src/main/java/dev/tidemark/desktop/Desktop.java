package dev.tidemark.desktop;

import dev.tidemark.desktop.memory.ConfigFolder;
import dev.tidemark.desktop.memory.OneWindow;
import javafx.application.Application;

/** The way into the window. */
public final class Desktop {
    private Desktop() {}

    /** Whether there is a screen to show a window on. */
    public static boolean possible() {
        String system = System.getProperty("os.name", "");
        return !system.startsWith("Linux")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /** Lets JavaFX draw into memory where there is no screen. */
    public static void headlessIfNeeded() {
        if (!possible()) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
    }

    /** Brings the window that this user has open to the front, with what this start was asked for; false if there is none. */
    public static boolean call(StartOptions options) {
        return OneWindow.call(ConfigFolder.ofThisUser(), options.arguments());
    }

    /** Shows the window and returns the program's exit code after it is closed. */
    public static int open(StartOptions options) {
        Application.launch(DesktopApp.class, options.arguments().toArray(String[]::new));
        return 0;
    }
}
