package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.Readiness;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that the cluster would take marks and rows: replicas, transactions, authorisation. */
final class ClusterChecks {
    private final Readiness readiness;

    ClusterChecks(Cluster cluster) {
        this.readiness = new Readiness(cluster);
    }

    List<Verdict> check(Plan plan) {
        Set<String> names = new HashSet<>(plan.eventTopics());
        plan.tables().stream().map(TablePlan::rowsTopic).forEach(names::add);
        Map<String, Readiness.Topic> topics = readiness.topics(names);
        List<Verdict> verdicts = new ArrayList<>(topics(topics));
        Verdict log = transactions(readiness.transactions());
        verdicts.add(log);
        if (!log.refuses()) {
            // Nobody would answer.
            verdicts.add(transactionalIds(readiness.mayUseTransactions()));
        }
        if (topics.size() < names.size()) {
            verdicts.add(creation(readiness.mayCreateTopics()));
        }
        return verdicts;
    }

    static List<Verdict> topics(Map<String, Readiness.Topic> topics) {
        Findings replicas = new Findings("replicas");
        Findings rights = new Findings("topic privilege");
        topics.forEach((name, topic) -> {
            if (topic.inSync() < topic.minInSync() || topic.inSync() == 0) {
                replicas.refuse(
                        name + ": " + topic.inSync() + " in sync, " + topic.minInSync() + " needed",
                        Problem.of(
                                "too-few-replicas",
                                "The topic " + name + " would not take a message now.",
                                topic.inSync()
                                        + " replicas are in sync where it has the fewest; min.insync.replicas is "
                                        + topic.minInSync() + ".",
                                "Bring the missing brokers back."));
            }
            if (!topic.writable()) {
                rights.refuse(
                        name + " may not be written to",
                        Problem.of(
                                "no-write-privilege",
                                "We may not write to the topic " + name + ".",
                                "The cluster's authorisation does not give us WRITE.",
                                "Have an administrator allow WRITE on it, and on transactional ids that begin with"
                                        + " tidemark-."));
            }
        });
        List<Verdict> verdicts = new ArrayList<>(replicas.orPass("enough in sync"));
        verdicts.addAll(rights.orPass("may write"));
        return verdicts;
    }

    static Verdict transactions(Readiness.Transactions log) {
        String finding =
                log.inSync() + (log.inSync() == 1 ? " replica" : " replicas") + " in sync, " + log.needed() + " needed";
        return log.ready()
                ? Verdict.pass("transactions", finding)
                : Verdict.refusal(
                        "transactions",
                        finding,
                        Problem.of(
                                "transactions-not-ready",
                                "The cluster can't take transactions now.",
                                "Their log, __transaction_state, has " + log.inSync()
                                        + " replicas or brokers, and needs " + log.needed() + "; " + log.brokers()
                                        + " brokers are alive.",
                                "Bring the missing brokers back, or lower transaction.state.log.min.isr and"
                                        + " transaction.state.log.replication.factor."));
    }

    private static Verdict transactionalIds(boolean allowed) {
        return allowed
                ? Verdict.pass("transaction privilege", "allowed")
                : Verdict.refusal(
                        "transaction privilege",
                        "not allowed",
                        Problem.of(
                                "no-transaction-privilege",
                                "We may not write in transactions.",
                                "The cluster's authorisation does not give us WRITE on transactional ids that begin with"
                                        + " tidemark-.",
                                "Have an administrator allow WRITE and DESCRIBE on transactional ids with that prefix."));
    }

    static Verdict creation(boolean allowed) {
        return allowed
                ? Verdict.pass("topic creation", "allowed")
                : Verdict.refusal(
                        "topic creation",
                        "not allowed",
                        Problem.of(
                                "no-create-privilege",
                                "We may not make the rows topics that are missing.",
                                "The cluster's authorisation does not give us CREATE.",
                                "Have an administrator allow it, or make the topics."));
    }
}
