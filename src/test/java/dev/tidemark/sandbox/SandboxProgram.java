package dev.tidemark.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program with a sandbox, to be ended in every way there is. */
final class SandboxProgram {
    private SandboxProgram() {}

    /** @param args the sandbox's folder; none for a temporary one */
    public static void main(String[] args) throws InterruptedException {
        Optional<Path> directory = args.length == 0 ? Optional.empty() : Optional.of(Path.of(args[0]));
        Sandbox sandbox = Sandbox.start(new SandboxOptions(directory, 100), step -> {});
        sandbox.startApplication(DemoOptions.standard());
        System.out.println("ready " + sandbox.postgresPid() + " " + sandbox.kafkaPid() + " "
                + sandbox.database().port() + " "
                + sandbox.kafka().bootstrapServers().replaceFirst(".*:", ""));
        new CountDownLatch(1).await();
    }
}
