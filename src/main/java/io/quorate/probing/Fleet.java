package io.quorate.probing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.mysql.ServerGateways;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Which servers are probed: one {@link Prober} each. Told the wanted set as a whole, it starts and stops probers to
 * match; a server that is to be looked at before it is wanted gets a prober too, which ends with the next wanted set
 * that lacks it.
 */
public final class Fleet extends AbstractBehavior<Fleet.Command> {

    /** What the fleet is told. */
    public sealed interface Command {}

    /** Exactly these servers are to be probed from now on. */
    public record Watch(Set<InstanceKey> keys) implements Command {
        public Watch {
            keys = Set.copyOf(keys);
        }
    }

    /** Probe these at once; those not watched are left out. */
    public record ProbeNow(Set<InstanceKey> keys) implements Command {
        public ProbeNow {
            keys = Set.copyOf(keys);
        }
    }

    /** Probe this one at once, watched or not, and tell what came out. */
    public record Look(InstanceKey key, ActorRef<Observation> replyTo) implements Command {}

    /** Exactly these servers have replicas and are to be pulsed. */
    public record Pulse(Set<InstanceKey> keys) implements Command {
        public Pulse {
            keys = Set.copyOf(keys);
        }
    }

    private record Ended(InstanceKey key) implements Command {}

    private static final Duration RESTART_AT_FIRST = Duration.ofMillis(200);
    private static final Duration RESTART_AT_MOST = Duration.ofSeconds(30);
    private static final double RESTART_JITTER = 0.2;

    private final ServerGateways gateways;
    private final Consumer<Observation> sink;
    private final Settings settings;
    private final Executor blocking;
    private final InstantSource clock;
    private final Map<InstanceKey, ActorRef<Prober.Command>> probers = new HashMap<>();
    private final Set<InstanceKey> leaving = new HashSet<>();
    private long started;
    private Set<InstanceKey> watched = Set.of();
    private Set<InstanceKey> pulsed = Set.of();

    private Fleet(
            ActorContext<Command> context,
            ServerGateways gateways,
            Consumer<Observation> sink,
            Settings settings,
            Executor blocking,
            InstantSource clock) {
        super(context);
        this.gateways = gateways;
        this.sink = sink;
        this.settings = settings;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * A fleet of no servers.
     *
     * @param sink told every observation, from the probers' threads
     * @param blocking where calls to servers run
     */
    public static Behavior<Command> create(
            ServerGateways gateways,
            Consumer<Observation> sink,
            Settings settings,
            Executor blocking,
            InstantSource clock) {
        return Behaviors.setup(context -> new Fleet(context, gateways, sink, settings, blocking, clock));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Watch.class, this::onWatch)
                .onMessage(ProbeNow.class, this::onProbeNow)
                .onMessage(Look.class, this::onLook)
                .onMessage(Pulse.class, this::onPulse)
                .onMessage(Ended.class, this::onEnded)
                .build();
    }

    private Behavior<Command> onWatch(Watch watch) {
        watched = watch.keys();
        probers.forEach((key, prober) -> {
            if (!watched.contains(key) && leaving.add(key)) {
                prober.tell(Prober.Stop.INSTANCE);
            }
        });
        watched.stream().filter(key -> !probers.containsKey(key)).forEach(this::start);
        return this;
    }

    private Behavior<Command> onProbeNow(ProbeNow ask) {
        for (InstanceKey key : ask.keys()) {
            ActorRef<Prober.Command> prober = probers.get(key);
            if (prober != null) {
                prober.tell(new Prober.ProbeNow(Optional.empty()));
            }
        }
        return this;
    }

    private Behavior<Command> onLook(Look look) {
        if (leaving.remove(look.key())) {
            // The old prober is on its way out and its end must not take the new one along.
            probers.remove(look.key());
        }
        ActorRef<Prober.Command> prober = probers.get(look.key());
        (prober == null ? start(look.key()) : prober).tell(new Prober.ProbeNow(Optional.of(look.replyTo())));
        return this;
    }

    private Behavior<Command> onPulse(Pulse pulse) {
        Set<InstanceKey> before = pulsed;
        pulsed = pulse.keys();
        probers.forEach((key, prober) -> {
            boolean isPulsed = pulsed.contains(key);
            if (isPulsed != before.contains(key)) {
                prober.tell(new Prober.SetPulsed(isPulsed));
            }
        });
        return this;
    }

    private ActorRef<Prober.Command> start(InstanceKey key) {
        // A restart makes a new gateway, so that a fault of the old one does not stay.
        Behavior<Prober.Command> behavior = Behaviors.supervise(Behaviors.<Prober.Command>setup(
                        context -> Prober.create(gateways.forProbing(key), sink, settings, blocking, clock)))
                .onFailure(SupervisorStrategy.restartWithBackoff(RESTART_AT_FIRST, RESTART_AT_MOST, RESTART_JITTER));
        String name = "prober-" + URLEncoder.encode(key.toUriAuthority(), StandardCharsets.UTF_8) + "-" + ++started;
        ActorRef<Prober.Command> prober = getContext().spawn(behavior, name);
        getContext().watchWith(prober, new Ended(key));
        if (pulsed.contains(key)) {
            prober.tell(new Prober.SetPulsed(true));
        }
        probers.put(key, prober);
        return prober;
    }

    private Behavior<Command> onEnded(Ended ended) {
        if (leaving.remove(ended.key())) {
            probers.remove(ended.key());
            if (watched.contains(ended.key())) {
                start(ended.key());
            }
        }
        return this;
    }
}
