package io.quorate.hooks;

import io.quorate.hooks.HookContext.Successor;
import io.quorate.model.InstanceKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing a hook can be told: as {@code {name}} within its text, and as variables of its environment. The names are
 * those that existing hooks use; the table in {@code docs/hooks.md} is printed from here.
 */
// The lists are immutable and the functions hold no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum Placeholder {
    FAILURE_TYPE(
            "failureType",
            "FAILURE_TYPE",
            "diagnosis, such as `DeadMaster`",
            c -> c.failure().type()),
    INSTANCE_TYPE(
            "instanceType",
            "INSTANCE_TYPE",
            "`master`, `co-master`, `intermediate-master` or `group-member`",
            c -> c.failure().role().hookName()),
    IS_MASTER("isMaster", "IS_MASTER", "`true` or `false`", c -> c.failure().isPrimary()),
    IS_CO_MASTER(
            "isCoMaster", "IS_CO_MASTER", "`true` or `false`", c -> c.failure().isCoPrimary()),
    FAILURE_DESCRIPTION(
            "failureDescription",
            "FAILURE_DESCRIPTION",
            "the diagnosis in words",
            c -> c.failure().description()),
    COMMAND(
            "command",
            "COMMAND",
            "empty, or `force-master-failover`, `force-master-takeover`, `graceful-master-takeover`",
            HookContext::command),
    FAILED_HOST(
            "failedHost",
            "FAILED_HOST",
            "the failed server",
            c -> c.failure().instance().host()),
    FAILED_PORT(
            "failedPort", "FAILED_PORT", "its port", c -> c.failure().instance().port()),
    FAILURE_CLUSTER(
            "failureCluster",
            "FAILURE_CLUSTER",
            "name of the replication cluster",
            c -> c.cluster().name()),
    FAILURE_CLUSTER_ALIAS(
            "failureClusterAlias",
            "FAILURE_CLUSTER_ALIAS",
            "its alias, else its name",
            c -> c.cluster().alias()),
    FAILURE_CLUSTER_DOMAIN(
            "failureClusterDomain",
            "FAILURE_CLUSTER_DOMAIN",
            "its domain name, else its name",
            c -> c.cluster().domain()),
    COUNT_REPLICAS(
            List.of("countReplicas", "countSlaves"),
            Optional.of("COUNT_REPLICAS"),
            "QUORATE_COUNT_REPLICAS",
            "number of replicas of the failed server",
            c -> text(c.failure().replicaCount())),
    IS_DOWNTIMED(
            "isDowntimed",
            "IS_DOWNTIMED",
            "`true` or `false`: a downtime was announced",
            c -> c.failure().isDowntimed()),
    AUTO_MASTER_RECOVERY(
            "autoMasterRecovery",
            "AUTO_MASTER_RECOVERY",
            "`true` or `false`: primaries of this cluster are recovered",
            c -> c.cluster().recoversPrimary()),
    AUTO_INTERMEDIATE_MASTER_RECOVERY(
            "autoIntermediateMasterRecovery",
            "AUTO_INTERMEDIATE_MASTER_RECOVERY",
            "`true` or `false`: intermediate sources of this cluster are recovered",
            c -> c.cluster().recoversIntermediateSource()),
    NODE(
            List.of("orchestratorHost"),
            Optional.of("ORCHESTRATOR_HOST"),
            "QUORATE_NODE",
            "the node that runs the hook",
            c -> text(c.node())),
    RECOVERY_UID("recoveryUID", "RECOVERY_UID", "names the recovery in the audit", HookContext::recoveryUid),
    IS_SUCCESSFUL(
            "isSuccessful",
            "IS_SUCCESSFUL",
            "`true` or `false`: a successor is known",
            c -> c.successor().isPresent()),
    LOST_REPLICAS(
            List.of("lostReplicas", "lostSlaves"),
            Optional.of("LOST_REPLICAS"),
            "QUORATE_LOST_REPLICAS",
            "replicas that could not be moved, `host:port` with commas",
            c -> text(keys(c.lostReplicas()))),
    COUNT_LOST_REPLICAS(
            List.of("countLostReplicas"),
            Optional.empty(),
            "QUORATE_COUNT_LOST_REPLICAS",
            "their number",
            c -> text(c.lostReplicas().size())),
    REPLICA_HOSTS(
            List.of("replicaHosts", "slaveHosts"),
            Optional.of("REPLICA_HOSTS"),
            "QUORATE_REPLICA_HOSTS",
            "replicas of the failed server, `host:port` with commas",
            c -> text(keys(c.failure().replicas()))),
    SUCCESSOR_HOST(
            List.of("successorHost"),
            Optional.of("SUCCESSOR_HOST"),
            "QUORATE_SUCCESSOR_HOST",
            "the server that took over; absent without one",
            c -> c.successor().map(s -> s.instance().host())),
    SUCCESSOR_PORT(
            List.of("successorPort"),
            Optional.of("SUCCESSOR_PORT"),
            "QUORATE_SUCCESSOR_PORT",
            "its port; absent without one",
            c -> c.successor().map(s -> String.valueOf(s.instance().port()))),
    SUCCESSOR_BINLOG_COORDINATES(
            List.of("successorBinlogCoordinates"),
            Optional.of("SUCCESSOR_BINLOG_COORDINATES"),
            "QUORATE_SUCCESSOR_BINLOG_COORDINATES",
            "where its binary log stood at promotion, `file:position`; absent while unknown",
            c -> c.successor().flatMap(Successor::binlogCoordinates)),
    SUCCESSOR_ALIAS(
            List.of("successorAlias"),
            Optional.of("SUCCESSOR_ALIAS"),
            "QUORATE_SUCCESSOR_ALIAS",
            "its alias, may be empty; absent without a successor",
            c -> c.successor().map(Successor::alias));

    private static final Map<String, Placeholder> BY_NAME = Arrays.stream(values())
            .flatMap(p -> p.names.stream().map(name -> Map.entry(name, p)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> names;
    private final Optional<String> legacyVariable;
    private final String variable;
    private final String meaning;
    private final Function<HookContext, Optional<String>> read;

    /** One that is always present, has one name, and whose own variable differs only by saying primary for master. */
    Placeholder(String name, String suffix, String meaning, Function<HookContext, Object> read) {
        this(
                List.of(name),
                Optional.of(suffix),
                "QUORATE_" + suffix.replace("MASTER", "PRIMARY"),
                meaning,
                c -> text(read.apply(c)));
    }

    Placeholder(
            List<String> names,
            Optional<String> legacySuffix,
            String variable,
            String meaning,
            Function<HookContext, Optional<String>> read) {
        this.names = names;
        this.legacyVariable = legacySuffix.map(suffix -> "ORC_" + suffix);
        this.variable = variable;
        this.meaning = meaning;
        this.read = read;
    }

    /** The placeholder written {@code {name}}; names are case-sensitive. */
    public static Optional<Placeholder> ofName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Collection<String> allNames() {
        return BY_NAME.keySet();
    }

    /** The name between the braces; then its synonyms. */
    public List<String> names() {
        return names;
    }

    /** The documented variable, {@code ORC_...}; empty for the one placeholder that never had one. */
    public Optional<String> legacyVariable() {
        return legacyVariable;
    }

    /** Our own variable, {@code QUORATE_...}. */
    public String variable() {
        return variable;
    }

    /** What it says, in Markdown. */
    public String meaning() {
        return meaning;
    }

    Optional<String> read(HookContext context) {
        // A NUL can stand neither in a script nor in an environment.
        return read.apply(context).map(value -> value.replace("\0", ""));
    }

    /** The table of the manual, in Markdown, a line each. */
    static String table() {
        Stream<String> head = Stream.of("| Placeholder | Variables | Value |", "|---|---|---|");
        Stream<String> rows = Arrays.stream(values()).map(Placeholder::row);
        return Stream.concat(head, rows).collect(Collectors.joining("\n", "", "\n"));
    }

    private String row() {
        String placeholders = names.stream().map(n -> "`{" + n + "}`").collect(Collectors.joining(", "));
        String variables = legacyVariable.map(v -> "`" + v + "`, ").orElse("") + "`" + variable + "`";
        return "| " + placeholders + " | " + variables + " | " + meaning + " |";
    }

    private static Optional<String> text(Object value) {
        return Optional.of(String.valueOf(value));
    }

    private static String keys(List<InstanceKey> keys) {
        return keys.stream().map(InstanceKey::toString).collect(Collectors.joining(","));
    }
}
