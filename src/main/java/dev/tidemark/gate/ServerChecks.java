package dev.tidemark.gate;

import dev.tidemark.plan.Plan;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Checks of the database server, and of this computer's disk. */
final class ServerChecks {
    /** Besides the readers: session 1, the keeper, the lock watch and the watch pool. */
    private static final int OTHER_SESSIONS = 6;

    private final WatchPool pool;

    ServerChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(ServerFacts facts, Plan plan) {
        List<Verdict> verdicts = new ArrayList<>();
        if (facts.standby()) {
            verdicts.add(Verdict.refusal(
                    "server",
                    "PostgreSQL " + facts.version() + " standby",
                    Problem.of(
                            "standby",
                            "This server is a standby.",
                            "LOCK is refused while a server is in recovery.",
                            "Connect to the primary.")));
        } else {
            verdicts.add(Verdict.pass("server", "PostgreSQL " + facts.version() + " primary"));
        }
        verdicts.add(checkConnections(plan.read().readers() + OTHER_SESSIONS));
        return verdicts;
    }

    private Verdict checkConnections(int needed) {
        int free = pool.ask(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("""
                            SELECT current_setting('max_connections')::int
                                 - current_setting('superuser_reserved_connections')::int
                                 - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')""")) {
                result.next();
                return result.getInt(1);
            }
        });
        return free >= needed
                ? Verdict.pass("connections", free + " free")
                : Verdict.refusal(
                        "connections",
                        free + " free, " + needed + " needed",
                        Problem.of(
                                "too-few-connections",
                                "The server has too few connections left for the readers.",
                                free + " are free, " + needed + " are needed.",
                                "Use fewer readers, or end sessions that nobody needs."));
    }

    /** Whether the rows are likely to fit onto the disk: compressed they are rarely larger than in the table. */
    List<Verdict> checkRoom(List<TableInfo> tables, Path stage) {
        long needed = tables.stream().mapToLong(TableInfo::bytes).sum();
        try {
            Path there = stage.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            long mebibyte = 1024L * 1024;
            String finding = (free < 10_240 * mebibyte ? free / mebibyte + " MB" : free / mebibyte / 1024 + " GB")
                    + " free for staging";
            return List.of(
                    free > needed
                            ? Verdict.pass("disk", finding)
                            : Verdict.warning(
                                    "disk",
                                    finding,
                                    Problem.of(
                                            "disk-room",
                                            "The staged rows may not fit onto the disk.",
                                            "The tables have " + needed / mebibyte + " MB, the disk has "
                                                    + free / mebibyte + " MB left.",
                                            "Make room, or choose another stage folder in the plan.")));
        } catch (IOException e) {
            return List.of(Verdict.warning(
                    "disk",
                    "unknown",
                    Problem.of(
                            "disk-room",
                            "The room on the disk could not be found out.",
                            String.valueOf(e),
                            "See that the stage folder is on a disk with enough room.")));
        }
    }
}
