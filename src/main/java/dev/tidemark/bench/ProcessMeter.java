package dev.tidemark.bench;

import dev.tidemark.bench.Measure.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at what this process and the two servers use, from its making to {@link #stop()}. PostgreSQL has a process a
 * session, which is gone when the session is; so it looks often, and what a process used after the last look is missed.
 */
final class ProcessMeter implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String RESIDENT = "VmRSS:";

    private final ProcessHandle postgres;
    private final ProcessHandle kafka;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("process-meter").factory());
    private final Map<Long, Duration> before = new HashMap<>();
    private final Map<Long, Duration> last = new HashMap<>();
    private final Duration clientBefore;
    private final Duration kafkaBefore;
    private long peakBytes;

    ProcessMeter(long postgresPid, long kafkaPid) {
        this.postgres = ProcessHandle.of(postgresPid).orElseThrow();
        this.kafka = ProcessHandle.of(kafkaPid).orElseThrow();
        this.clientBefore = used(ProcessHandle.current());
        this.kafkaBefore = used(kafka);
        look();
        before.putAll(last);
        var _ = looks.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        Stream.concat(Stream.of(postgres), postgres.descendants())
                .forEach(process -> last.merge(process.pid(), used(process), (a, b) -> a.compareTo(b) > 0 ? a : b));
        peakBytes = Math.max(peakBytes, resident());
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** From Linux alone (proc(5)); elsewhere 0. */
    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.substring(RESIDENT.length()).strip().split(" ", 2)[0])
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** What was used so far; it may be asked again. */
    synchronized Usage used() {
        look();
        Duration server = Duration.ZERO;
        for (Map.Entry<Long, Duration> process : last.entrySet()) {
            Duration earlier = Optional.ofNullable(before.get(process.getKey())).orElse(Duration.ZERO);
            server = server.plus(process.getValue()).minus(earlier);
        }
        return new Usage(
                used(ProcessHandle.current()).minus(clientBefore),
                server,
                used(kafka).minus(kafkaBefore),
                peakBytes);
    }

    @Override
    public void close() {
        List<Runnable> _ = looks.shutdownNow();
    }
}
