package dev.tidemark.walkthrough;

/** How a step went. */
public sealed interface StepResult {
    /** As the lesson says. */
    record AsTold() implements StepResult {}

    /**
     * Otherwise.
     *
     * @param explanation what should have happened, what did, and what may have changed the course
     */
    record Otherwise(String explanation) implements StepResult {}
}
