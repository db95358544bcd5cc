package io.quorate.raft.actor;

import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.actor.transport.WireMessage;
import io.quorate.raft.core.Input;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.MembershipChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done now and then: saying hello, founding the group, letting nodes in and bringing the configuration to
 * the configured list, one change at a time. For the replica's thread only.
 */
final class Chores {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    /** A node that is not admitted yet. */
    private static final long EAGER_HELLO_NANOS = Duration.ofMillis(250).toNanos();

    /** A member: to be missed by nobody, and to compare the lists. */
    private static final long CALM_HELLO_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long ADMIT_EVERY_NANOS = Duration.ofMillis(200).toNanos();
    private static final long SWEEP_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Outputs outputs;
    private final Forwarding forwarding;
    private final ClusterFormation formation;
    private final GroupId newGroup = new GroupId(UUID.randomUUID());
    private long helloAt;
    private long admitAt;
    private long sweepAt;
    private boolean changing;
    private CompletableFuture<Bytes> noted = CompletableFuture.completedFuture(Bytes.EMPTY);
    private String lastObstacle = "";

    Chores(Outputs outputs, Forwarding forwarding, ClusterFormation formation) {
        this.outputs = outputs;
        this.formation = formation;
        this.forwarding = forwarding;
        long now = System.nanoTime();
        helloAt = now;
        admitAt = now;
        sweepAt = now;
    }

    void onTick() {
        long now = System.nanoTime();
        forwarding.onTick();
        if (now - helloAt >= 0) {
            helloAt = now + (isAdmitted() ? CALM_HELLO_NANOS : EAGER_HELLO_NANOS);
            sayHello(now);
        }
        if (now - admitAt >= 0) {
            admitAt = now + ADMIT_EVERY_NANOS;
            if (isEmpty()) {
                found(now);
            } else {
                if (outputs.leads()) {
                    admit(now);
                }
                formation
                        .onTick(outputs.board().view().shell(), outputs.state(), outputs.leads())
                        .ifPresent(this::note);
            }
        }
        if (now - sweepAt >= 0) {
            sweepAt = now + SWEEP_EVERY_NANOS;
            outputs.applier().tell(Applier.Sweep.INSTANCE);
        }
    }

    private boolean isEmpty() {
        RaftState state = outputs.state();
        return state.configurationIndex() == 0 && state.log().lastIndex() == 0;
    }

    /** Whether the configuration in force names this life of this node. */
    private boolean isAdmitted() {
        RaftState state = outputs.state();
        return state.configurationIndex() > 0
                && state.leader().isPresent()
                && state.configuration()
                        .flatMap(c -> c.member(outputs.settings().node()))
                        .filter(member -> outputs.admission().isSelf(member))
                        .isPresent();
    }

    private void sayHello(long now) {
        Payload hello = outputs.admission().hello(true, !isEmpty());
        outputs.mailroom().addresses().forEach(address -> outputs.mailroom().sendTo(address, hello, now));
    }

    void onHello(WireMessage.Header header, Payload.Hello hello) {
        long now = System.nanoTime();
        outputs.admission().onHello(header, hello, now);
        if (hello.wantsAnswer()) {
            outputs.mailroom().sendTo(header.address(), outputs.admission().hello(false, !isEmpty()), now);
        }
    }

    private void found(long now) {
        Optional<String> obstacle = outputs.admission().obstacle(now);
        if (obstacle.isEmpty()) {
            outputs.step(new Input.Found(outputs.admission().founding(newGroup, now)));
        } else if (!obstacle.get().equals(lastObstacle)) {
            lastObstacle = obstacle.get();
            LOG.info("No group yet: {}", lastObstacle);
        }
    }

    private void admit(long now) {
        RaftState state = outputs.state();
        if (changing || state.configurationIndex() > state.commitIndex()) {
            return;
        }
        Configuration configuration = state.configuration().orElseThrow();
        Optional<String> reached = outputs.board().view().shell().nodes();
        if (reached.isEmpty() && outputs.admission().isWhatListWants(configuration)) {
            // Before anything else, so that a list that is changed soon is known to be another one.
            note(new ShellCommand.NodesReached(outputs.admission().listText()));
        }
        Optional<MembershipChange> change = outputs.admission().nextChange(state, reached, now);
        if (change.isPresent()) {
            make(change.get());
        } else if (outputs.admission().hasReachedList(configuration, reached, now)) {
            note(new ShellCommand.NodesReached(outputs.admission().listText()));
        }
    }

    /** Has the shell's own entry written; what it leads to shows in the replicated state. */
    private void note(ShellCommand command) {
        if (noted.isDone()) {
            noted = new CompletableFuture<>();
            forwarding
                    .toLeader(new Replica.Propose(Optional.empty(), command.encode(), noted))
                    .ifPresent(
                            proposal -> outputs.step(new Input.Propose(List.of(proposal), System.currentTimeMillis())));
        }
    }

    private void make(MembershipChange change) {
        changing = true;
        LOG.info("The group changes: {}", change);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        forwarding.change(change, answer);
        var unused = answer.whenComplete((done, e) -> {
            // Completed by the replica's own thread.
            changing = false;
            if (e != null) {
                LOG.info("The group did not change ({}): {}", change.node(), e.getMessage());
            }
        });
    }
}
