package dev.tidemark.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own, without any mapping, root is nobody to the
 * program while the files still belong to it (user_namespaces(7)).
 */
final class OrdinaryUser {
    private final List<String> prefix;

    private OrdinaryUser(List<String> prefix) {
        this.prefix = prefix;
    }

    /** @param folder one of ours: its owner tells who we are */
    static OrdinaryUser forOwnerOf(Path folder) {
        try {
            boolean posix = Files.getFileStore(folder).supportsFileAttributeView("unix")
                    || folder.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("unix"));
            if (!posix || !Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))) {
                return new OrdinaryUser(List.of());
            }
        } catch (IOException e) {
            throw SandboxProblems.files(folder, e);
        }
        OrdinaryUser user = new OrdinaryUser(List.of("unshare", "-U"));
        try {
            ServerProcess.run(user.command("true"), folder.resolve("unshare.log"), Duration.ofSeconds(5));
        } catch (dev.tidemark.problem.ProblemException e) {
            throw SandboxProblems.root();
        }
        return user;
    }

    List<String> command(String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }
}
