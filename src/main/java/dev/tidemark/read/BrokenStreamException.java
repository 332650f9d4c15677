package dev.tidemark.read;

/** A COPY stream, or a file that has one, is not as it has to be. */
final class BrokenStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenStreamException(String message) {
        super(message);
    }
}
