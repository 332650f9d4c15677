/** A real PostgreSQL and a real Kafka broker on this computer, with demo data and an application that writes. */
@NullMarked
package dev.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
