package dev.tidemark.desktop;

import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.tour.Picture;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

/** Renders pages in made-up states to PNG files, to be looked at: {@code Gallery DIR [WIDTH HEIGHT [NAME...]]}. */
final class Gallery {
    private final Path out;
    private final double width;
    private final double height;
    private final java.util.List<String> wanted;

    private Gallery(Path out, double width, double height, java.util.List<String> wanted) {
        this.out = out;
        this.width = width;
        this.height = height;
        this.wanted = wanted;
    }

    public static void main(String[] args) throws InterruptedException {
        java.util.List<String> list = java.util.List.of(args);
        Gallery gallery = new Gallery(
                Path.of(args[0]),
                args.length > 1 ? Double.parseDouble(args[1]) : 1280,
                args.length > 2 ? Double.parseDouble(args[2]) : 800,
                list.subList(Math.min(3, list.size()), list.size()));
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> gallery.next(Shot.values(), 0, done));
        boolean finished = done.await(120, TimeUnit.SECONDS);
        Platform.exit();
        System.exit(finished ? 0 : 1);
    }

    private void next(Shot[] shots, int index, CountDownLatch done) {
        if (index == shots.length) {
            done.countDown();
            return;
        }
        Shot shot = shots[index];
        String name = shot.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (!wanted.isEmpty() && wanted.stream().noneMatch(name::startsWith)) {
            next(shots, index + 1, done);
            return;
        }
        Wiring wiring = Wiring.passing(
                SandboxOptions.temporary(), DemoOptions.standard(), MadeUpHistory.in(out.resolve("history")));
        javafx.stage.Stage stage = new javafx.stage.Stage();
        stage.setScene(wiring.scene());
        stage.setWidth(width);
        stage.setHeight(height);
        stage.show();
        shot.show(wiring);
        wiring.theme().choice().set(Theme.Choice.LIGHT);
        after(700, () -> {
            Picture.of(wiring.scene(), out.resolve(name + "-light.png"));
            wiring.theme().choice().set(Theme.Choice.DARK);
            after(400, () -> {
                Picture.of(wiring.scene(), out.resolve(name + "-dark.png"));
                wiring.mirror().forget();
                stage.hide();
                next(shots, index + 1, done);
            });
        });
    }

    private static void after(double millis, Runnable then) {
        PauseTransition pause = new PauseTransition(Duration.millis(millis));
        pause.setOnFinished(e -> then.run());
        pause.play();
    }
}
