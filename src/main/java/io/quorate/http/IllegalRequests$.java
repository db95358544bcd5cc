package io.quorate.http;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;
import io.quorate.api.Envelope;

/**
 * Answers what is no HTTP, such as a path with a broken percent sign, in the envelope that clients read. Nothing is
 * logged above debug: anybody can send such requests as often as he likes.
 *
 * <p>Named and built like a Scala object, because that is how Akka HTTP looks a parsing error handler up.
 */
public final class IllegalRequests$ extends ParsingErrorHandler {

    /** The only one. */
    public static final IllegalRequests$ MODULE$ = new IllegalRequests$();

    /** For {@code akka.http.server.parsing.error-handler}. */
    static final String NAME = IllegalRequests$.class.getName();

    private IllegalRequests$() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        log.debug("illegal request [status={}] {}", status.intValue(), error.summary());
        return Answer.withStatus(status.intValue(), Envelope.error(error.summary()))
                .response();
    }
}
