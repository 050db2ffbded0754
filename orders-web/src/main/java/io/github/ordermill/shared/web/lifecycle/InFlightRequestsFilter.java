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

/** Counts requests that have no complete answer yet, so that a stop can wait for them. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class InFlightRequestsFilter implements Filter {

  @Inject private InFlightRequests underWay;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    underWay.begin();
    boolean later = false;
    try {
      if (underWay.isDraining() && response instanceof HttpServletResponse http) {
        http.setHeader("Connection", "close");
      }
      chain.doFilter(request, response);
      later = request.isAsyncStarted();
      if (later) {
        request.getAsyncContext().addListener(new End());
      } else {
        response.flushBuffer();
      }
    } finally {
      if (!later) {
        underWay.end();
      }
    }
  }

  /** The end of a request that is answered after its thread has been let go. */
  private final class End implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      underWay.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // completes next
    }

    @Override
    public void onError(AsyncEvent event) {
      // completes next
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
