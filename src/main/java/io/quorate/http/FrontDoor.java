package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where every request comes in: authentication, prefix, then the API or the files of the page, then compression. */
final class FrontDoor {

    private final ActorSystem<?> system;
    private final Settings settings;
    private final Gate gate;
    private final ApiHandler api;
    private final StaticFiles files;
    private final HealthRoutes health;
    private final Hraftd hraftd;

    FrontDoor(ActorSystem<?> system, Settings settings, Ports ports, EventStream events) {
        this.system = system;
        this.settings = settings;
        this.gate = new Gate(settings.authentication(), new UnixGroups(Path.of("/etc")));
        Optional<ToLeader> toLeader = ports.seat().map(seat -> new ToLeader(system, seat));
        this.api = new ApiHandler(ApiRoutes.table(system, ports, settings, events), system, ports.log(), toLeader);
        this.hraftd = new Hraftd(system, ports, toLeader);
        this.files = new StaticFiles(settings.urlPrefix());
        this.health = new HealthRoutes(ports);
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        Optional<Caller> caller = gate.caller(request);
        if (caller.isEmpty()) {
            Bodies.discard(request, system);
            return CompletableFuture.completedFuture(gate.denied());
        }
        String path = request.getUri().getPathString();
        if (path.startsWith(Hraftd.PREFIX)) {
            return hraftd.handle(request, path, caller.get());
        }
        boolean gzip = request.getHeader("Accept-Encoding")
                .map(HttpHeader::value)
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
        return answer(request, path, caller.get()).thenApply(answer -> gzip ? answer.compressed() : answer.response());
    }

    private CompletionStage<Answer> answer(HttpRequest request, String path, Caller caller) {
        if (!isOwnStatus(path) && path.startsWith(settings.urlPrefix() + "/")) {
            List<String> elements = elements(path);
            if (!elements.isEmpty() && elements.get(0).equals("api")) {
                return api.handle(request, elements.subList(1, elements.size()), caller);
            }
        }
        Bodies.discard(request, system);
        return CompletableFuture.completedFuture(page(request, path));
    }

    private Answer page(HttpRequest request, String path) {
        if (isOwnStatus(path)) {
            return health.health();
        }
        if (path.equals(settings.urlPrefix())) {
            return files.toStart();
        }
        return path.startsWith(settings.urlPrefix() + "/")
                ? files.serve(request, elements(path))
                : ApiHandler.notFound();
    }

    private boolean isOwnStatus(String path) {
        return !settings.statusEndpoint().equals(Settings.STATUS) && path.equals(settings.statusEndpoint());
    }

    /** Those after the prefix. */
    private List<String> elements(String path) {
        return PathElements.of(path.substring(settings.urlPrefix().length()));
    }
}
