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
import io.quorate.mysql.JdbcServerGateways;
import io.quorate.mysql.ServerGateways;
import io.quorate.probing.Fleet;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.ProbeSamples;
import io.quorate.statemachine.FleetChange;
import io.quorate.supervision.Supervisor;
import io.quorate.supervision.Supervisors;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

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
    private final CompletableFuture<InetSocketAddress> address;
    private final CompletableFuture<String> failure;
    private final InstantSource clock = InstantSource.system();
    private final SingleNodeLog log;

    private Root(
            ActorContext<Command> context,
            Configuration configuration,
            CompletableFuture<InetSocketAddress> address,
            CompletableFuture<String> failure) {
        this.context = context;
        this.configuration = configuration;
        this.address = address;
        this.failure = failure;
        this.log = new SingleNodeLog(NodeIdentity.hostname(), clock);
    }

    /**
     * @param address completed with where the node listens
     * @param failure completed with a reason before the node ends without being asked to
     */
    static Behavior<Command> create(
            Configuration configuration,
            CompletableFuture<InetSocketAddress> address,
            CompletableFuture<String> failure) {
        return Behaviors.setup(context -> new Root(context, configuration, address, failure).openLog());
    }

    // ---- in the order of starting

    private Behavior<Command> openLog() {
        log.attach(context.spawn(log.behavior(), "log"));
        context.pipeToSelf(
                log.ready(), (state, e) -> e == null ? LogReady.INSTANCE : new Failed(Main.sentence(e)));
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
        startProbing(readModel);
        proposeSeeds();
        return Behaviors.receive(Command.class)
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private void startProbing(LiveReadModel readModel) {
        ServerGateways gateways = new JdbcServerGateways(ToMysql.settings(configuration), clock);
        AtomicReference<Optional<ActorRef<Supervisors.Command>>> target = new AtomicReference<>(Optional.empty());
        ActorRef<Fleet.Command> fleet = context.spawn(
                Fleet.create(
                        gateways,
                        seen -> target.get().ifPresent(s -> s.tell(new Supervisors.Observed(seen))),
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
        target.set(Optional.of(supervisors));
        log.onApplied(state -> supervisors.tell(new Supervisors.StateApplied(state)));
        supervisors.tell(new Supervisors.StateApplied(log.state()));
    }

    private void proposeSeeds() {
        NavigableSet<InstanceKey> seeds = new TreeSet<>();
        for (String seed : configuration.texts("DiscoverySeeds")) {
            InstanceKey.parse(seed, configuration.integer("DefaultInstancePort")).ifPresent(seeds::add);
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
        failure.complete(failed.reason());
        return Behaviors.stopped();
    }
}
