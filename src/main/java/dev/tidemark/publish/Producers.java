package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.wire.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A run's own producer and those of its first lanes. */
record Producers(List<RowProducer> all) implements AutoCloseable {

    /**
     * Opens them side by side. When it returns, nothing that an earlier program left open on any of them can get into the
     * log any more.
     *
     * @param count the run's own among them
     */
    static Producers open(Map<String, Object> client, RunId run, int count, long bufferBytes) {
        List<Supplier<RowProducer>> each = new ArrayList<>();
        each.add(() -> RowProducer.open(client, run, bufferBytes));
        for (int i = 0; i < count - 1; i++) {
            int lane = i;
            each.add(() -> RowProducer.lane(client, run, lane, bufferBytes));
        }
        return new Producers(Abreast.all("open-producer", each, RowProducer::close));
    }

    @Override
    public void close() {
        all.forEach(RowProducer::close);
    }
}
