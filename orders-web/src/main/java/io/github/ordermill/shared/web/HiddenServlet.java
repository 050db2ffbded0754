package io.github.ordermill.shared.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Hides where a servlet container would show the web resources of every library by itself: {@link
 * GraphiqlServlet} serves what is meant to be seen.
 */
@WebServlet(urlPatterns = {"/_static/*", "/webjars/*"})
public class HiddenServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
  }
}
