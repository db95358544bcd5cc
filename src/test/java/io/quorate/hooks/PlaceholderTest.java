package io.quorate.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlaceholderTest {

    @Test
    void environmentOfARecoveryHasTheDocumentedNamesAndValues() {
        assertThat(legacy(Contexts.recovered()))
                .containsExactly(
                        Map.entry("ORC_AUTO_INTERMEDIATE_MASTER_RECOVERY", "false"),
                        Map.entry("ORC_AUTO_MASTER_RECOVERY", "true"),
                        Map.entry("ORC_COMMAND", "force-master-failover"),
                        Map.entry("ORC_COUNT_REPLICAS", "2"),
                        Map.entry("ORC_FAILED_HOST", "db1"),
                        Map.entry("ORC_FAILED_PORT", "3306"),
                        Map.entry("ORC_FAILURE_CLUSTER", "db1:3306"),
                        Map.entry("ORC_FAILURE_CLUSTER_ALIAS", "shop"),
                        Map.entry("ORC_FAILURE_CLUSTER_DOMAIN", "db1:3306"),
                        Map.entry("ORC_FAILURE_DESCRIPTION", "It does not answer"),
                        Map.entry("ORC_FAILURE_TYPE", "DeadMaster"),
                        Map.entry("ORC_INSTANCE_TYPE", "master"),
                        Map.entry("ORC_IS_CO_MASTER", "false"),
                        Map.entry("ORC_IS_DOWNTIMED", "false"),
                        Map.entry("ORC_IS_MASTER", "true"),
                        Map.entry("ORC_IS_SUCCESSFUL", "true"),
                        Map.entry("ORC_LOST_REPLICAS", "db3:3306"),
                        Map.entry("ORC_ORCHESTRATOR_HOST", "node1"),
                        Map.entry("ORC_RECOVERY_UID", "1:abc"),
                        Map.entry("ORC_REPLICA_HOSTS", "db2:3307,db3:3306"),
                        Map.entry("ORC_SUCCESSOR_ALIAS", "second"),
                        Map.entry("ORC_SUCCESSOR_BINLOG_COORDINATES", "bin.000007:4"),
                        Map.entry("ORC_SUCCESSOR_HOST", "db2"),
                        Map.entry("ORC_SUCCESSOR_PORT", "3307"));
    }

    @Test
    void withoutASuccessorItsOldVariablesAreAbsentAndItsNewOnesEmpty() {
        SortedMap<String, String> environment = Contexts.deadPrimary().environment();

        assertThat(environment)
                .doesNotContainKeys("ORC_SUCCESSOR_HOST", "ORC_SUCCESSOR_PORT", "ORC_SUCCESSOR_ALIAS")
                .containsEntry("ORC_IS_SUCCESSFUL", "false")
                .containsEntry("ORC_LOST_REPLICAS", "")
                .containsEntry("QUORATE_SUCCESSOR_HOST", "")
                .containsEntry("QUORATE_COUNT_LOST_REPLICAS", "0")
                .containsEntry("QUORATE_IS_PRIMARY", "true")
                .containsEntry("QUORATE_AUTO_INTERMEDIATE_PRIMARY_RECOVERY", "false");
    }

    @Test
    void synonymsNameTheSamePlaceholder() {
        assertThat(Placeholder.ofName("countSlaves")).isEqualTo(Placeholder.ofName("countReplicas"));
        assertThat(Placeholder.ofName("lostSlaves")).contains(Placeholder.LOST_REPLICAS);
        assertThat(Placeholder.ofName("slaveHosts")).contains(Placeholder.REPLICA_HOSTS);
        assertThat(Placeholder.ofName("FailedHost")).isEmpty();
    }

    @Test
    void aNulIsLeftOutOfEveryValue() {
        assertThat(Contexts.deadPrimary("a\0b").environment()).containsEntry("ORC_FAILURE_CLUSTER_ALIAS", "ab");
    }

    @Test
    void aRoleSwapTellsOfTheTwoServersOnly() {
        RoleSwap swap = new RoleSwap(Contexts.SUCCESSOR, new InstanceKey("db1", 3306));

        assertThat(swap.environment())
                .containsExactly(Map.entry("ORC_FAILED_HOST", "db1:3306"), Map.entry("ORC_SUCCESSOR_HOST", "db2:3307"));
        assertThat(swap.arguments()).containsExactly("db2:3307", "db1:3306");
        assertThat(swap.value(Placeholder.FAILED_HOST)).isEqualTo(Optional.empty());
    }

    private static SortedMap<String, String> legacy(HookContext context) {
        return new TreeMap<>(context.environment().subMap("ORC_", "ORC`"));
    }
}
