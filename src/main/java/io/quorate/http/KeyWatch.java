package io.quorate.http;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.quorate.api.HraftdJson;
import io.quorate.api.Json;
import io.quorate.log.LogUnavailable;
import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.KeyValues;
import io.quorate.statemachine.KeyWrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes of keys as server-sent events, in order and without a gap: each event carries its revision as its id, and a
 * client that comes back with the last one it saw is told what happened meanwhile. Where that is too long ago, or a
 * client does not keep up, it is told {@code reset}: read all keys anew.
 */
final class KeyWatch {

    private static final int BUFFER = 4_096;
    private static final int MOST_WATCHERS = 1_000;
    private static final int SILENT_REVISIONS = 500;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final ByteString BEAT = ByteString.fromString(": still here\n\n");

    private final ReplicatedLog log;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    KeyWatch(ReplicatedLog log) {
        this.log = log;
        // For as long as the node runs.
        log.onApplied(state -> {
            if (!watchers.isEmpty()) {
                KeyValues now = state.keyValues();
                watchers.forEach(watcher -> watcher.tell(now));
            }
        });
    }

    HttpResponse open(HttpRequest request) {
        if (watchers.size() >= MOST_WATCHERS) {
            throw new LogUnavailable(MOST_WATCHERS + " clients watch keys already; close some");
        }
        KeyQuery query = KeyQuery.of(request);
        long from = request.getHeader("Last-Event-ID")
                .map(HttpHeader::value)
                .flatMap(KeyWatch::number)
                .or(query::from)
                .orElseGet(() -> log.state().keyValues().revision());
        String prefix = query.get("prefix").orElse("");
        Source<ByteString, ?> events = Source.<ByteString>queue(BUFFER)
                .mapMaterializedValue(queue -> start(new Watcher(queue, prefix, from)))
                .watchTermination((watcher, ended) -> {
                    ended.whenComplete((done, failure) -> watchers.remove(watcher));
                    return watcher;
                })
                .prepend(Source.single(
                        ByteString.fromString("retry: 1000\nevent: hello\nid: " + from + "\ndata: {}\n\n")))
                .keepAlive(HEARTBEAT, () -> BEAT);
        return HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
                .withEntity(HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Watcher start(Watcher watcher) {
        watchers.add(watcher);
        watcher.tell(log.state().keyValues());
        return watcher;
    }

    /** One client; told by one thread at a time. */
    private final class Watcher {
        private final BoundedSourceQueue<ByteString> queue;
        private final String prefix;
        private long told;
        private long idTold;

        Watcher(BoundedSourceQueue<ByteString> queue, String prefix, long from) {
            this.queue = queue;
            this.prefix = prefix;
            this.told = from;
            this.idTold = from;
        }

        synchronized void tell(KeyValues now) {
            if (now.revision() <= told) {
                return;
            }
            Optional<List<KeyWrite>> missed = now.since(told);
            told = now.revision();
            if (missed.isEmpty()) {
                end(ByteString.fromString("event: reset\ndata: {}\n\n"));
                return;
            }
            List<KeyWrite> wanted = missed.get().stream()
                    .filter(write -> write.key().startsWith(prefix))
                    .toList();
            for (int i = 0; i < wanted.size(); i++) {
                boolean isLastOfItsRevision = i + 1 == wanted.size()
                        || wanted.get(i + 1).revision() != wanted.get(i).revision();
                if (!offer(event(wanted.get(i), isLastOfItsRevision))) {
                    return;
                }
                idTold = isLastOfItsRevision ? wanted.get(i).revision() : idTold;
            }
            if (told - idTold > SILENT_REVISIONS) {
                // What it watches did not change for long: it must not come back with an id that is forgotten by then.
                idTold = offer(ByteString.fromString("id: " + told + "\n\n")) ? told : idTold;
            }
        }

        /** False when it left, or does not keep up: then it comes back with the last id it saw. */
        private boolean offer(ByteString block) {
            QueueOfferResult offered = queue.offer(block);
            if (offered.equals(QueueOfferResult.dropped())) {
                queue.complete();
            }
            if (!offered.isEnqueued()) {
                watchers.remove(this);
            }
            return offered.isEnqueued();
        }

        private void end(ByteString last) {
            if (offer(last)) {
                watchers.remove(this);
                queue.complete();
            }
        }

        /** An id means that the whole revision was told. */
        private static ByteString event(KeyWrite write, boolean hasId) {
            return ByteString.fromString("event: " + (write.value().isPresent() ? "put" : "delete")
                            + (hasId ? "\nid: " + write.revision() : "") + "\ndata: ")
                    .concat(ByteString.fromArray(Json.bytes(HraftdJson.write(write))))
                    .concat(ByteString.fromString("\n\n"));
        }
    }
}
