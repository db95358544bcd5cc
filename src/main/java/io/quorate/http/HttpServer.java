package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.settings.ServerSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.readmodel.ReadModel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import scala.concurrent.duration.FiniteDuration;

/** The bound HTTP surface. */
public final class HttpServer {

    /** Recoveries answer when they are over; until then nothing moves on the connection. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /** Comments and tags travel in the query. */
    private static final int LONGEST_URI = 16 * 1024;

    private final ServerBinding binding;
    private final ReadModel.Subscription subscription;

    private HttpServer(ServerBinding binding, ReadModel.Subscription subscription) {
        this.binding = binding;
        this.subscription = subscription;
    }

    /** Binds; fails with the reason when the address is taken or unknown. */
    public static CompletionStage<HttpServer> start(ActorSystem<?> system, Settings settings, Ports ports) {
        EventStream events = new EventStream(settings, ports);
        FrontDoor door = new FrontDoor(system, settings, ports, events);
        String host = settings.listenHost().isEmpty() ? "0.0.0.0" : settings.listenHost();
        return Http.get(system)
                .newServerAt(host, settings.listenPort())
                .withSettings(akkaSettings(system))
                .bind(door::handle)
                .thenApply(binding -> new HttpServer(binding, events.start()));
    }

    private static ServerSettings akkaSettings(ActorSystem<?> system) {
        Config ours = ConfigFactory.parseMap(
                Map.of(
                        "akka.http.server.parsing.error-handler",
                        IllegalRequests$.NAME,
                        // Checks of HAProxy come as HTTP/1.0, which knows no Host.
                        "akka.http.server.default-host-header",
                        "localhost",
                        "akka.http.server.remote-address-attribute",
                        "on"),
                "HTTP surface");
        ServerSettings settings =
                ServerSettings.create(ours.withFallback(system.settings().config()));
        return settings.withServerHeader(Optional.empty())
                .withMaxConnections(8192)
                .withParserSettings(settings.getParserSettings()
                        .withUriParsingMode(Uri.RELAXED)
                        .withMaxUriLength(LONGEST_URI))
                .withTimeouts(settings.getTimeouts()
                        .withRequestTimeout(scala.concurrent.duration.Duration.Inf())
                        .withIdleTimeout(FiniteDuration.fromNanos(LONGEST_SILENCE.toNanos())));
    }

    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /** Takes no more connections, lets running requests end, and cuts off what has not ended by then. */
    public CompletionStage<Void> stop(Duration drain) {
        subscription.close();
        return binding.terminate(drain).thenAccept(terminated -> {});
    }
}
