package io.quorate.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.api.Envelope;
import io.quorate.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What a handler answers with. Immutable, so a rendered answer may be kept and sent many times. */
final class Answer {

    static final ContentType JSON = MediaTypes.customWithOpenCharset("application", "json", Map.of(), true)
            .toContentType(HttpCharsets.UTF_8);

    /** For answers that another time may be others, in seconds: about an election. */
    static final HttpHeader RETRY_SOON = RawHeader.create("Retry-After", "1");

    /** Smaller bodies fit into one packet anyway. */
    private static final int WORTH_COMPRESSING = 1024;

    private final HttpResponse response;
    private volatile Optional<HttpResponse> compressed = Optional.empty();

    private Answer(HttpResponse response) {
        this.response = response;
    }

    /** Bare JSON, status 200. */
    static Answer bare(Json.Body body) {
        return withStatus(200, body);
    }

    static Answer withStatus(int status, Json.Body body) {
        return new Answer(
                HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(JSON, Json.bytes(body))));
    }

    /** The envelope with {@code OK}, status 200. */
    static Answer ok(String message, Json.Body details) {
        return bare(Envelope.ok(message, details));
    }

    /** The envelope with {@code ERROR}, status 500: old clients know no other. */
    static Answer error(String message) {
        return error(message, Json.nothing());
    }

    static Answer error(String message, Json.Body details) {
        return withStatus(500, Envelope.error(message, details));
    }

    /** The envelope with {@code ERROR}, status 503: this node cannot change anything now, another time it may. */
    static Answer unavailable(String message) {
        return withStatus(503, Envelope.error(message)).withHeader(RETRY_SOON);
    }

    Answer withHeader(HttpHeader header) {
        return new Answer(response.addHeader(header));
    }

    /** Anything else, e.g. a stream. */
    static Answer raw(HttpResponse response) {
        return new Answer(response);
    }

    HttpResponse response() {
        return response;
    }

    /** The same for a client that understands gzip; made once. */
    HttpResponse compressed() {
        if (compressed.isEmpty()) {
            compressed = Optional.of(compress());
        }
        return compressed.get();
    }

    private HttpResponse compress() {
        if (!(response.entity() instanceof HttpEntity.Strict strict)
                || strict.getData().size() < WORTH_COMPRESSING) {
            return response;
        }
        return response.addHeader(RawHeader.create("Content-Encoding", "gzip"))
                .addHeader(RawHeader.create("Vary", "Accept-Encoding"))
                .withEntity(HttpEntities.create(
                        strict.getContentType(), gzip(strict.getData().toArray())));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return out.toByteArray();
    }
}
