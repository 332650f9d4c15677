package dev.tidemark.command;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what went wrong, and the log all about it. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Terminal err;

    Problems(Terminal err) {
        this.err = err;
    }

    void tell(Problem problem) {
        LOG.info("{}", problem.text());
        show(problem);
    }

    void tell(ProblemException e) {
        if (e.getCause() == null) {
            tell(e.problem());
        } else {
            LOG.warn("{}", e.problem().text(), e);
            show(e.problem());
        }
    }

    /** Something that nobody thought of. */
    void tell(Exception unexpected) {
        LOG.error("Unexpected", unexpected);
        show(Problem.of(
                "unexpected",
                "Something went wrong that should not have.",
                unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage(),
                "Please report it with the log, which is in " + System.getProperty(LogFolder.PROPERTY, "the log folder")
                        + "."));
    }

    private void show(Problem problem) {
        String text = problem.text();
        int end = text.indexOf('\n');
        String headline = end < 0 ? text : text.substring(0, end);
        err.line(err.style().bad(headline) + text.substring(headline.length()));
    }
}
