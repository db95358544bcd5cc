package io.quorate.http;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.quorate.api.Json;
import io.quorate.api.RecoveryProgressJson;
import io.quorate.log.Leadership;
import io.quorate.model.DetectionRecord;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetEvent;
import io.quorate.readmodel.ReadModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens, as server-sent events ({@code text/event-stream}) for any number of watching pages. Each event is
 * written once, whoever watches. A client that does not keep up is cut off when its buffer is full: it reconnects and
 * reads the fleet anew.
 */
final class EventStream implements FleetEvent.Listener {

    private static final int BUFFER = 256;
    private static final int MOST_CLIENTS = 500;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Comes first: how soon to reconnect, and something to push the headers through proxies. */
    private static final ByteString GREETING = ByteString.fromString("retry: 1000\nevent: hello\ndata: {}\n\n");

    private final RecoveryProgressJson recoveries = new RecoveryProgressJson();
    private final Settings settings;
    private final Ports ports;
    private final Set<BoundedSourceQueue<ByteString>> clients = ConcurrentHashMap.newKeySet();

    /** What was last told of each cluster: the same again is not told. */
    private final Map<String, byte[]> told = new ConcurrentHashMap<>();

    EventStream(Settings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /** Listens from now on. */
    ReadModel.Subscription start() {
        return ports.readModel().subscribe(this::on);
    }

    void addTo(EndpointTable table) {
        table.read("v2/events", r -> open());
    }

    private Answer open() {
        if (clients.size() >= MOST_CLIENTS) {
            return Answer.unavailable(MOST_CLIENTS + " clients watch the events already; close some");
        }
        Source<ByteString, ?> events = Source.<ByteString>queue(BUFFER)
                .mapMaterializedValue(queue -> {
                    clients.add(queue);
                    return queue;
                })
                .prepend(Source.single(GREETING))
                .keepAlive(HEARTBEAT, this::beat);
        return Answer.raw(HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
                .withEntity(HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events)));
    }

    /** An event, not a comment: pages cannot see comments, and this is how they tell a quiet server from a lost one. */
    private ByteString beat() {
        return block(
                "heartbeat", Json.bytes(named("now", ports.clock().instant().toString())));
    }

    private void on(FleetEvent event) {
        if (clients.isEmpty()) {
            told.clear();
        } else {
            event.tell(this);
        }
    }

    @Override
    public void clusterChanged(ClusterView cluster) {
        tellCluster(cluster);
    }

    @Override
    public void clusterGone(String clusterName) {
        told.remove(clusterName);
        send("cluster-gone", named("name", clusterName));
    }

    @Override
    public void failureDetected(DetectionRecord detection) {
        send("detection", recoveries.detection(detection));
    }

    @Override
    public void recoveryStarted(RecoveryRecord recovery) {
        send("recovery-started", recoveries.of(recovery, List.of()));
    }

    @Override
    public void recoveryAdvanced(RecoveryRecord recovery, RecoveryStep step) {
        send("recovery-step", recoveries.step(recovery, step));
    }

    @Override
    public void recoveryEnded(RecoveryRecord recovery) {
        List<RecoveryStep> steps = ports.log().state().recoveries().stepsOf(recovery.uid());
        send("recovery-ended", recoveries.of(recovery, steps));
    }

    @Override
    public void notesChanged() {
        ports.readModel().view().clusters().forEach(this::tellCluster);
    }

    @Override
    public void leadershipChanged(Leadership leadership) {
        send("leadership", named("leader", leadership.leader().orElse("")));
    }

    private void tellCluster(ClusterView cluster) {
        byte[] now = Json.bytes(
                FleetRoutes.clusterJson(settings, ports.clock().instant()).of(cluster));
        byte[] before = told.put(cluster.name(), now);
        if (!Arrays.equals(before, now)) {
            send("cluster", now);
        }
    }

    private static Json.Body named(String name, String value) {
        return json -> {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        };
    }

    private void send(String event, Json.Body body) {
        send(event, Json.bytes(body));
    }

    private void send(String event, byte[] data) {
        ByteString block = block(event, data);
        clients.removeIf(client -> !isOffered(client, block));
    }

    private static ByteString block(String event, byte[] data) {
        return ByteString.fromString("event: " + event + "\ndata: ")
                .concat(ByteString.fromArray(data))
                .concat(ByteString.fromString("\n\n", StandardCharsets.UTF_8));
    }

    /** False for a client that left or that does not keep up. */
    private static boolean isOffered(BoundedSourceQueue<ByteString> client, ByteString block) {
        QueueOfferResult offered = client.offer(block);
        if (offered.equals(QueueOfferResult.dropped())) {
            client.complete();
        }
        return offered.isEnqueued();
    }
}
