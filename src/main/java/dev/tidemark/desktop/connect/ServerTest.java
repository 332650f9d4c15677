package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The test of one of the two servers.
 *
 * @param name names its thread
 * @param result says who answered
 * @param problem says why nobody did
 */
record ServerTest(Tasks tasks, String name, Note result, ProblemBox problem) {

    /**
     * Tries the server.
     *
     * @param typed makes of the fields what then blocks elsewhere; may throw a ProblemException
     * @param answered told what the server said of itself
     */
    <T> void run(Supplier<Callable<T>> typed, Consumer<T> answered) {
        result.show(Tone.NEUTRAL, text("connect.connecting"));
        problem.show(Optional.empty());
        try {
            tasks.of(name, typed.get())
                    .onSuccess(answered)
                    .onError(this::failed)
                    .start();
        } catch (ProblemException e) {
            failed(e.problem());
        }
    }

    private void failed(Problem why) {
        result.setText("");
        problem.answer(why);
    }
}
