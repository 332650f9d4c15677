package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.run.RunState;
import java.util.function.Supplier;

/** Has a commit in production confirmed by the database's name, so that nobody commits there by habit. */
public final class CommitGuard {
    private final Workspace workspace;
    private final Supplier<Questions> questions;

    public CommitGuard(Workspace workspace, Supplier<Questions> questions) {
        this.workspace = workspace;
        this.questions = questions;
    }

    /** Commits at once, or when it is confirmed. */
    void pass(RunState state, Runnable commit) {
        if (workspace.environment() != Environment.PRODUCTION) {
            commit.run();
            return;
        }
        questions
                .get()
                .askTyped(
                        text("commit.production-title"),
                        text("commit.production-consequence"),
                        state.plan().database().database(),
                        CommitWords.commit(state),
                        text("commit.not-yet"),
                        commit);
    }
}
