package dev.tidemark.desktop;

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

    /** Shows the window and returns the program's exit code after it is closed. */
    public static int open() {
        Application.launch(DesktopApp.class);
        return 0;
    }
}
