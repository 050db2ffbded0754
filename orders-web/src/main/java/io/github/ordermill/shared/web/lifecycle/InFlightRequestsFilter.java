package io.github.ordermill.shared.web.lifecycle;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts the requests in flight, so that a graceful shutdown can wait for them. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class InFlightRequestsFilter implements Filter {

  private final InFlightRequests inFlight;

  @Inject
  InFlightRequestsFilter(InFlightRequests inFlight) {
    this.inFlight = inFlight;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    inFlight.begin();
    boolean async = false;
    try {
      if (inFlight.isDraining() && response instanceof HttpServletResponse http) {
        http.setHeader("Connection", "close");
      }
      chain.doFilter(request, response);
      async = request.isAsyncStarted();
      if (async) {
        request.getAsyncContext().addListener(new EndListener());
      } else {
        response.flushBuffer();
      }
    } finally {
      if (!async) {
        inFlight.end();
      }
    }
  }

  /** Counts the end of an asynchronous request. */
  private final class EndListener implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      inFlight.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // onComplete follows
    }

    @Override
    public void onError(AsyncEvent event) {
      // onComplete follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
