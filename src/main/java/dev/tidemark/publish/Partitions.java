package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.LedgerEntry.Share;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went into each partition of a rows topic, counted and summed. */
final class Partitions {
    private final List<Checksum> checksums = new ArrayList<>();
    private int next;

    Partitions(int partitions) {
        for (int i = 0; i < partitions; i++) {
            checksums.add(new Checksum());
        }
    }

    /** Counts a row in and gives the partition that it goes to. Rows without key take turns. */
    int add(byte @Nullable [] key, byte[] value) {
        int partition;
        if (key == null) {
            partition = next;
            next = (next + 1) % checksums.size();
        } else {
            partition = RowProducer.partition(key, checksums.size());
        }
        checksums.get(partition).add(key, value);
        return partition;
    }

    void add(List<Share> shares) {
        for (int i = 0; i < shares.size(); i++) {
            checksums.get(i).add(shares.get(i).rows(), shares.get(i).checksum());
        }
    }

    List<Share> shares() {
        return checksums.stream().map(c -> new Share(c.rows(), c.text())).toList();
    }

    /** All partitions together. */
    Share whole() {
        Checksum all = new Checksum();
        checksums.forEach(all::add);
        return new Share(all.rows(), all.text());
    }

    long rows() {
        return checksums.stream().mapToLong(Checksum::rows).sum();
    }
}
