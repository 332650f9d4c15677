package dev.tidemark.desktop.connect;

import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.desktop.state.Workspace.SandboxInUse;
import dev.tidemark.run.Servers;
import java.util.Optional;
import java.util.function.Consumer;

/** Servers that answered, and the sandbox if they are its. */
record Joined(Servers servers, Optional<SandboxInUse> sandbox) {

    /** The sandbox's servers, which are started if they don't run; blocks. */
    static Joined sandbox(Workspace workspace, Consumer<String> progress) {
        SandboxInUse inUse = workspace.startSandbox(progress);
        try {
            Servers servers = workspace.connect(
                    inUse.sandbox().database(),
                    inUse.sandbox().password(),
                    inUse.sandbox().kafka());
            return new Joined(servers, Optional.of(inUse));
        } catch (RuntimeException e) {
            inUse.close();
            throw e;
        }
    }
}
