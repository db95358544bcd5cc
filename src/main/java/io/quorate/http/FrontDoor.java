package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntity;
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

    FrontDoor(ActorSystem<?> system, Settings settings, Ports ports, EventStream events) {
        this.system = system;
        this.settings = settings;
        this.gate = new Gate(settings.authentication(), new UnixGroups(Path.of("/etc")));
        this.api = new ApiHandler(ApiRoutes.table(ports, settings, events));
        this.files = new StaticFiles(settings.urlPrefix());
        this.health = new HealthRoutes(ports);
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        if (!(request.entity() instanceof HttpEntity.Strict)) {
            request.discardEntityBytes(system);
        }
        Optional<Caller> caller = gate.caller(request);
        if (caller.isEmpty()) {
            return CompletableFuture.completedFuture(gate.denied());
        }
        boolean gzip = request.getHeader("Accept-Encoding")
                .map(HttpHeader::value)
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
        return answer(request, caller.get()).thenApply(answer -> gzip ? answer.compressed() : answer.response());
    }

    private CompletionStage<Answer> answer(HttpRequest request, Caller caller) {
        String path = request.getUri().getPathString();
        if (isOwnStatus(path)) {
            return CompletableFuture.completedFuture(health.health());
        }
        if (path.equals(settings.urlPrefix())) {
            return CompletableFuture.completedFuture(files.toStart());
        }
        if (!path.startsWith(settings.urlPrefix() + "/")) {
            return CompletableFuture.completedFuture(ApiHandler.notFound());
        }
        List<String> elements = elements(path);
        boolean isApi = !elements.isEmpty() && elements.get(0).equals("api");
        return isApi
                ? api.handle(request, elements.subList(1, elements.size()), caller)
                : CompletableFuture.completedFuture(files.serve(request, elements));
    }

    private boolean isOwnStatus(String path) {
        return !settings.statusEndpoint().equals(Settings.STATUS) && path.equals(settings.statusEndpoint());
    }

    /** Those after the prefix. */
    private List<String> elements(String path) {
        return PathElements.of(path.substring(settings.urlPrefix().length()));
    }
}
