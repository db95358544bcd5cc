package io.quorate.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the web page, from {@code /web/} of the class path. Browsers ask each time whether a file is still the
 * same, so a new version of the program shows at once; each file is read once.
 */
final class StaticFiles {

    private static final Map<String, ContentType> TYPES = Map.ofEntries(
            Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
            Map.entry("css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8)),
            Map.entry("js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8)),
            Map.entry("json", ContentTypes.APPLICATION_JSON),
            Map.entry("svg", MediaTypes.IMAGE_SVG_XML.toContentType()),
            Map.entry("png", MediaTypes.IMAGE_PNG.toContentType()),
            Map.entry("ico", MediaTypes.IMAGE_X_ICON.toContentType()),
            Map.entry("txt", ContentTypes.TEXT_PLAIN_UTF8));
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private record StaticFile(Answer answer, String tag) {}

    private final Map<String, Optional<StaticFile>> files = new ConcurrentHashMap<>();
    private final String urlPrefix;

    StaticFiles(String urlPrefix) {
        this.urlPrefix = urlPrefix;
    }

    /** @param path decoded elements after the prefix */
    Answer serve(HttpRequest request, List<String> path) {
        boolean reads =
                request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
        if (!reads) {
            return ApiHandler.notFound();
        }
        if (path.isEmpty()) {
            return file(request, "index.html");
        }
        if (!path.get(0).equals("web")) {
            return ApiHandler.notFound();
        }
        String name = String.join("/", path.subList(1, path.size()));
        return isBookmark(name) ? toStart() : file(request, name);
    }

    /** Pages of the old interface had no file name extension. */
    private static boolean isBookmark(String name) {
        return name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
    }

    /** Sends the browser to the page. */
    Answer toStart() {
        return Answer.raw(
                HttpResponse.create().withStatus(302).addHeader(RawHeader.create("Location", urlPrefix + "/")));
    }

    private Answer file(HttpRequest request, String name) {
        Optional<StaticFile> file = known(name);
        if (file.isEmpty()) {
            return ApiHandler.notFound();
        }
        String asked = request.getHeader("If-None-Match").map(HttpHeader::value).orElse("");
        return asked.contains(file.get().tag())
                ? unchanged(file.get().tag())
                : file.get().answer();
    }

    private static Answer unchanged(String tag) {
        return Answer.raw(HttpResponse.create().withStatus(304).addHeader(RawHeader.create("ETag", tag)));
    }

    /** Names of files that do not exist are not kept: anybody can think of any number of them. */
    private Optional<StaticFile> known(String name) {
        Optional<StaticFile> present = files.get(name);
        if (present != null) {
            return present;
        }
        Optional<StaticFile> read = read(name);
        if (read.isPresent()) {
            files.put(name, read);
        }
        return read;
    }

    private static Optional<StaticFile> read(String name) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || name.contains("..") || name.contains("\\") || name.contains("//")) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            String tag = '"' + digest(content) + '"';
            return Optional.of(new StaticFile(Answer.raw(response(type, content, tag)), tag));
        } catch (IOException e) {
            throw new UncheckedIOException("reading /web/" + name + " from the class path", e);
        }
    }

    private static HttpResponse response(ContentType type, byte[] content, String tag) {
        return HttpResponse.create()
                .addHeader(RawHeader.create("ETag", tag))
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                .withEntity(HttpEntities.create(type, content));
    }

    private static String digest(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(sum, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
