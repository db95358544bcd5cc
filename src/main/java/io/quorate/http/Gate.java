package io.quorate.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Tells who a caller is; the only place that knows how callers prove it. */
final class Gate {

    private static final String READ_ONLY_USER = "readonly";
    private static final HttpResponse DENIED = HttpResponse.create()
            .withStatus(401)
            .addHeader(RawHeader.create("WWW-Authenticate", "Basic realm=\"Authorization Required\""))
            .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, "Not Authorized\n"));

    private final Authentication authentication;
    private final UnixGroups groups;

    Gate(Authentication authentication, UnixGroups groups) {
        this.authentication = authentication;
        this.groups = groups;
    }

    private record Credentials(String user, String password) {}

    /** Empty when the caller may not even read. */
    Optional<Caller> caller(HttpRequest request) {
        return switch (authentication.method()) {
            case NONE -> Optional.of(new Caller("", true)).map(this::restricted);
            case NO_WRITER -> Optional.of(new Caller("", false));
            case PROXY -> Optional.of(behindProxy(request)).map(this::restricted);
            case BASIC ->
                credentials(request).filter(this::isConfigured).map(c -> restricted(new Caller(c.user(), true)));
            case MULTI ->
                credentials(request)
                        .filter(c -> c.user().equals(READ_ONLY_USER) || isConfigured(c))
                        .map(c -> restricted(new Caller(c.user(), !c.user().equals(READ_ONLY_USER))));
        };
    }

    HttpResponse denied() {
        return DENIED;
    }

    private Caller restricted(Caller caller) {
        return authentication.readOnly() ? new Caller("", false) : caller;
    }

    private Caller behindProxy(HttpRequest request) {
        String user = request.getHeader(authentication.userHeader())
                .map(HttpHeader::value)
                .orElse("");
        boolean everybody = authentication.powerUsers().contains("*");
        boolean named = !user.isEmpty() && authentication.powerUsers().contains(user);
        boolean inGroup =
                !user.isEmpty() && authentication.powerGroups().stream().anyMatch(g -> groups.isMember(user, g));
        return new Caller(user, everybody || named || inGroup);
    }

    private static Optional<Credentials> credentials(HttpRequest request) {
        String value = request.getHeader("Authorization").map(HttpHeader::value).orElse("");
        if (!value.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(value.substring(6).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Compares in a time that does not depend on how much is right. */
    private boolean isConfigured(Credentials given) {
        boolean user = sameText(given.user(), authentication.user());
        boolean password = sameText(given.password(), authentication.password());
        return user && password;
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
