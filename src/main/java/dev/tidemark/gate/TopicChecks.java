package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks of the topics. */
final class TopicChecks {
    private static final String CHECK = "topics";

    private final Cluster cluster;

    TopicChecks(Cluster cluster) {
        this.cluster = cluster;
    }

    List<Verdict> check(Plan plan) {
        Set<String> names = new HashSet<>(plan.eventTopics());
        plan.tables().forEach(t -> names.add(t.rowsTopic()));
        Map<String, TopicInfo> there = cluster.topics(names);
        Map<String, Integer> wanted = new HashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            Verdict verdict = check(table, plan.eventTopics(), there, wanted);
            verdicts.add(verdict.refuses() ? verdict : compaction(table, there).orElse(verdict));
        }
        return verdicts;
    }

    private static Verdict check(
            TablePlan table, List<String> eventTopics, Map<String, TopicInfo> there, Map<String, Integer> wanted) {
        TopicInfo events = there.get(table.eventTopic());
        if (events == null) {
            return Verdict.refusal(CHECK, table.eventTopic() + " is not there", missing(table));
        }
        if (eventTopics.contains(table.rowsTopic())) {
            return Verdict.refusal(CHECK, table.rowsTopic() + " is an event topic", inEvents(table));
        }
        int partitions = Optional.ofNullable(there.get(table.rowsTopic()))
                .map(TopicInfo::partitions)
                .orElseGet(() -> wanted.computeIfAbsent(table.rowsTopic(), _ -> events.partitions()));
        if (partitions != events.partitions()) {
            return Verdict.refusal(
                    CHECK,
                    table.rowsTopic() + " has " + partitions + " partitions, " + events.name() + " "
                            + events.partitions(),
                    otherCount(table, partitions, events.partitions()));
        }
        String made = there.containsKey(table.rowsTopic()) ? "" : ", will be made";
        return Verdict.pass(
                CHECK, table.rowsTopic() + " " + partitions + " / " + events.partitions() + " partitions" + made);
    }

    /** Only where a plan wants no keys is it worth the question. */
    private Optional<Verdict> compaction(TablePlan table, Map<String, TopicInfo> there) {
        return table.key() instanceof KeyPlan.None
                        && there.containsKey(table.rowsTopic())
                        && cluster.settings(table.rowsTopic()).cleanupPolicy().contains("compact")
                ? Optional.of(Verdict.refusal(CHECK, table.rowsTopic() + " is compacted", noKeys(table)))
                : Optional.empty();
    }

    private static Problem missing(TablePlan table) {
        return Problem.of(
                "topic-missing",
                "There is no topic " + table.eventTopic() + ".",
                "The plan says that the events of " + table.table() + " are in it.",
                "Check the topic's name, and that you may describe it.");
    }

    private static Problem inEvents(TablePlan table) {
        return Problem.of(
                "rows-in-event-topic",
                "The rows of " + table.table() + " would go into the event topic " + table.rowsTopic() + ".",
                "Consumers hold the event topic at the mark while they read the rows.",
                "Choose another topic for the rows, such as " + TablePlan.rowsTopicFor(table.eventTopic()) + ".");
    }

    private static Problem otherCount(TablePlan table, int partitions, int wanted) {
        return Problem.of(
                "partition-count",
                "The topic " + table.rowsTopic() + " has another number of partitions than " + table.eventTopic() + ".",
                "It has or would have " + partitions + ", the event topic has " + wanted
                        + "; a row has to be in the same partition as its events.",
                "Choose another rows topic, or make this one anew with " + wanted + " partitions.");
    }

    private static Problem noKeys(TablePlan table) {
        return Problem.of(
                "compacted-without-key",
                "The topic " + table.rowsTopic() + " takes no messages without a key.",
                "Its cleanup.policy is compact, and the plan gives the rows of " + table.table() + " no key.",
                "Choose a key, or another rows topic.");
    }
}
