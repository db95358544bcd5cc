package io.quorate.operations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.operations.plan.Strand.IfItFails;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final InstanceKey DB2 = new InstanceKey("db2", 3306);
    private static final InstanceKey DB3 = new InstanceKey("db3", 3306);

    @Test
    void printsItselfForADryRun() {
        Plan plan = Plan.of(Stage.of(
                        "Promote db2:3306",
                        Strand.of(
                                DB2,
                                IfItFails.ABORT,
                                new Step.StopReplication(DB2, "", Step.Threads.BOTH),
                                new Step.ResetReplication(DB2, ""),
                                new Step.SetReadOnly(DB2, false, false, Step.STATEMENT_LIMIT))))
                .then(Plan.of(Stage.of(
                        "Let the others follow",
                        Strand.of(
                                DB3,
                                IfItFails.LOSE_IT,
                                Step.ChangeSource.byGtid(DB3, "orders", DB2, Positioning.ORACLE_GTID),
                                new Step.AwaitReplicating(DB3, "orders", Duration.ofMillis(1500))))));
        assertThat(plan).hasToString("""
                1. Promote db2:3306
                   db2:3306: stop replication
                   db2:3306: forget its source
                   db2:3306: make it writable
                2. Let the others follow
                   db3:3306: replicate from db2:3306 on channel 'orders', by GTID
                   db3:3306: see it replicate on channel 'orders' (at most 1500 ms)
                """);
        assertThat(plan.servers()).containsExactly(DB2, DB3);
    }

    @Test
    void aStrandStaysOnItsServer() {
        assertThatThrownBy(() -> Strand.of(DB2, IfItFails.NOTE, new Step.ReadPositions(DB3)))
                .hasMessage("a strand on db2:3306 holds a step on db3:3306");
    }

    @Test
    void waitingAndReadingChangeNothing() {
        assertThat(new Step.ReadPositions(DB2).changes()).isFalse();
        assertThat(new Step.AwaitRelayLogsApplied(DB2, "", Duration.ofSeconds(1)).changes())
                .isFalse();
        assertThat(new Step.StopReplication(DB2, "", Step.Threads.IO).changes()).isTrue();
    }
}
