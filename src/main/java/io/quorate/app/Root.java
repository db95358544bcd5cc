package io.quorate.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToMysql;
import io.quorate.config.mapping.ToProbing;
import io.quorate.config.mapping.ToSupervision;
import io.quorate.log.SingleNodeLog;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.mysql.JdbcServerGateways;
import io.quorate.mysql.ServerGateways;
import io.quorate.probing.Fleet;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.ProbeSamples;
import io.quorate.readmodel.ReadModel;
import io.quorate.statemachine.FleetChange;
import io.quorate.supervision.Supervisor;
import io.quorate.supervision.Supervisors;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The guardian: starts the parts of a node in order, and ends the node with a reason when a part it cannot do without
 * ends.
 */
final class Root {

    /** What the guardian is told. */
    sealed interface Command {}

    private enum LogReady implements Command {
        INSTANCE
    }

    private record Failed(String reason) implements Command {}

    private final ActorContext<Command> context;
    private final Configuration configuration;
    private final Promises promises;
    private final InstantSource clock = InstantSource.system();
    private final SingleNodeLog log;
    private volatile @Nullable ActorRef<Supervisors.Command> supervisors;

    private Root(ActorContext<Command> context, Configuration configuration, Promises promises) {
        this.context = context;
        this.configuration = configuration;
        this.promises = promises;
        this.log = new SingleNodeLog(NodeIdentity.hostname(), clock);
    }

    /**
     * What becomes known while the node starts and runs.
     *
     * @param address where it listens
     * @param readModel what it sees
     * @param failure completed with a reason before the node ends without being asked to
     */
    record Promises(
            CompletableFuture<InetSocketAddress> address,
            CompletableFuture<ReadModel> readModel,
            CompletableFuture<String> failure) {

        Promises() {
            this(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        }

        void fail(String reason) {
            failure.complete(reason);
            address.completeExceptionally(new IllegalStateException(reason));
            readModel.completeExceptionally(new IllegalStateException(reason));
        }
    }

    static Behavior<Command> create(Configuration configuration, Promises promises) {
        return Behaviors.setup(context -> new Root(context, configuration, promises).openLog());
    }

    // ---- in the order of starting

    private Behavior<Command> openLog() {
        log.attach(context.spawn(log.behavior(), "log"));
        context.pipeToSelf(log.ready(), (state, e) -> e == null ? LogReady.INSTANCE : new Failed(Main.sentence(e)));
        context.pipeToSelf(log.failed(), (reason, e) -> new Failed(reason == null ? Main.sentence(e) : reason));
        return Behaviors.receive(Command.class)
                .onMessage(LogReady.class, m -> startParts())
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private Behavior<Command> startParts() {
        LiveReadModel readModel = new LiveReadModel(
                log,
                new ClusterNaming(new TreeMap<>(configuration.mapping("ClusterNameToAlias"))),
                new NodeIdentity(configuration, clock)::facts,
                new ProbeSamples(configuration.duration("DiscoveryCollectionRetentionSeconds")),
                clock);
        promises.readModel().complete(readModel);
        startProbing(readModel);
        proposeSeeds();
        return Behaviors.receive(Command.class)
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private void startProbing(LiveReadModel readModel) {
        ServerGateways gateways = new JdbcServerGateways(ToMysql.settings(configuration), clock);
        ActorRef<Fleet.Command> fleet = context.spawn(
                Fleet.create(
                        gateways,
                        this::forward,
                        ToProbing.settings(configuration),
                        executor("quorate.probe-io"),
                        clock),
                "fleet");
        ActorRef<Supervisors.Command> supervisors = context.spawn(
                Supervisors.create(
                        log,
                        fleet,
                        name -> Supervisor.create(name, readModel, log.state().notes()),
                        ToSupervision.discovery(configuration),
                        clock),
                "supervisors");
        this.supervisors = supervisors;
        log.onApplied(state -> supervisors.tell(new Supervisors.StateApplied(state)));
        supervisors.tell(new Supervisors.StateApplied(log.state()));
    }

    /** The fleet is started first, but has nobody to look at before the supervisors tell it to. */
    private void forward(Observation observation) {
        ActorRef<Supervisors.Command> target = supervisors;
        if (target != null) {
            target.tell(new Supervisors.Observed(observation));
        }
    }

    private void proposeSeeds() {
        NavigableSet<InstanceKey> seeds = new TreeSet<>();
        for (String seed : configuration.texts("DiscoverySeeds")) {
            InstanceKey.parse(seed, configuration.integer("DefaultInstancePort"))
                    .ifPresent(seeds::add);
        }
        seeds.removeAll(log.state().fleet().known());
        if (!seeds.isEmpty()) {
            log.propose(new FleetChange.Discover(seeds));
        }
    }

    private Executor executor(String dispatcher) {
        return context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(dispatcher));
    }

    private Behavior<Command> onFailed(Failed failed) {
        context.getLog().error("The node ends: {}", failed.reason());
        promises.fail(failed.reason());
        return Behaviors.stopped();
    }
}
