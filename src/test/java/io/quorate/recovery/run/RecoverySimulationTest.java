package io.quorate.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.Topology;
import io.quorate.model.gtid.GtidSet;
import io.quorate.operations.run.FakeServer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recoveries of random topologies with random faults. Whatever happens: never two servers take writes; whoever follows
 * has nothing that its new source lacks; and where no server failed and none is unfit to give what it received, nothing
 * that any replica received is lost.
 */
class RecoverySimulationTest {

    private static final int RUNS = 150;
    private static final String EVERYONE_CAN_GIVE = "# everyone can give what it received\n";
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ExecutorService BLOCKING = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
        BLOCKING.shutdownNow();
    }

    static List<Long> seeds() {
        long first = new Random().nextInt(1_000_000);
        return new Random(first).longs(RUNS, 0, 1_000_000_000L).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromises(long seed) {
        Random random = new Random(seed);
        String drawing = draw(random);
        Incident incident = new Incident(KIT, BLOCKING, drawing);
        boolean hasFaults = random.nextInt(3) == 0;
        if (hasFaults) {
            injectFault(incident, random);
        }
        Ended ended = incident.recover();
        String story = "seed " + seed + "\n" + drawing + String.join("\n", incident.steps());
        assertThat(incident.servers.writableAndUp()).as(story).isLessThanOrEqualTo(1);
        if (ended instanceof Ended.Completed completed) {
            Optional<InstanceKey> successor = completed.result().successor();
            successor.ifPresent(key -> assertKept(incident, key, completed, hasFaults, story));
        }
    }

    private static void assertKept(
            Incident incident, InstanceKey successor, Ended.Completed ended, boolean hasFaults, String story) {
        FakeServer primary = incident.servers.server(successor.host());
        assertThat(primary.isWritable()).as(story).isTrue();
        Topology topology = incident.automatic().topology();
        Set<InstanceKey> lost = new TreeSet<>(ended.result().lostReplicas());
        for (Member member : topology.replicasOf(incident.failure().key())) {
            FakeServer replica = incident.servers.server(member.key().host());
            if (member.key().equals(successor) || !member.isLastCheckValid()) {
                continue;
            }
            if (!lost.contains(member.key()) && !hasFaults) {
                assertThat(replica.source()).as(story).contains(successor);
            }
            boolean isLossTold = ended.result().errors().stream().anyMatch(e -> e.contains("stay there"));
            assertThat(isLossTold && story.contains(EVERYONE_CAN_GIVE))
                    .as(story)
                    .isFalse();
            if (!hasFaults && !isLossTold) {
                assertThat(primary.executed().contains(receivedOf(member)))
                        .as("%s%nlacks what %s received", story, member.key())
                        .isTrue();
            }
        }
    }

    /** What the primary had sent it, without what was written on it. */
    private static GtidSet receivedOf(Member member) {
        Instance instance = member.instance().orElseThrow();
        GtidSet executed = instance.gtid().executed().orElseThrow();
        GtidSet all = instance.channel()
                .flatMap(ReplicationChannel::retrievedGtids)
                .map(executed::union)
                .orElse(executed);
        return instance.gtid().errant().map(all::subtract).orElse(all);
    }

    private static String draw(Random random) {
        boolean canAllGive = random.nextBoolean();
        StringBuilder text = new StringBuilder(canAllGive ? EVERYONE_CAN_GIVE : "");
        text.append("db1 primary refused gtid=1-880\n");
        int replicas = 1 + random.nextInt(5);
        for (int i = 2; i < 2 + replicas; i++) {
            int executed = 900 + random.nextInt(20);
            int received = executed + (random.nextBoolean() ? random.nextInt(10) : 0);
            text.append("+ db").append(i).append(" gtid=1-").append(executed);
            text.append(" retrieved=1-").append(received);
            text.append(word(random, 4, " rule=prefer"));
            text.append(word(random, 8, " rule=prefer_not"));
            text.append(word(random, 8, " rule=must_not"));
            text.append(canAllGive ? "" : unfit(random));
            text.append(word(random, 6, " dc=other"));
            text.append(word(random, 12, " refused"));
            text.append(random.nextInt(10) == 0 ? " stopped" : " io-error").append('\n');
        }
        return text.toString();
    }

    /** What keeps a replica from giving others what it received. */
    private static String unfit(Random random) {
        return word(random, 8, " no-binlog")
                + word(random, 8, " no-log-updates")
                + word(random, 8, " errant=1-2")
                + word(random, 8, " delay=600s")
                + word(random, 8, " version=5.7.22");
    }

    private static String word(Random random, int oneIn, String word) {
        return random.nextInt(oneIn) == 0 ? word : "";
    }

    private static void injectFault(Incident incident, Random random) {
        List<String> calls =
                List.of("stop", "reset", "setReadOnly", "changeSource", "start", "readStatus", "awaitExecuted");
        List<InstanceKey> replicas = incident.failure().replicas();
        FakeServer server = incident.servers.server(
                replicas.get(random.nextInt(replicas.size())).host());
        if (random.nextInt(3) == 0) {
            List<String> early = List.of("stop", "reset", "readStatus");
            server.before(early.get(random.nextInt(early.size())), incident.servers.server("db1")::comeUp);
            return;
        }
        String call = calls.get(random.nextInt(calls.size()));
        if (random.nextBoolean()) {
            server.before(call, server::die);
        } else {
            ProbeFailure.Kind[] kinds = {ProbeFailure.Kind.SERVER_ERROR, ProbeFailure.Kind.TIMEOUT};
            server.failOn(call, kinds[random.nextInt(kinds.length)]);
        }
    }
}
