using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attune.Foundation.Http;

/// <summary>Turns what a handler did not foresee into problem+json and one log line.</summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
                await ProblemWriter.WriteAsync(context, HttpFailures.WrongMethod(context.Request.Method));
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            if (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
                await RefusedBody.AnswerAsync(context);
            else
                await ProblemWriter.WriteAsync(context, HttpFailures.BadRequest(error.StatusCode, error.Message));
        }
        catch (IOException error) when (error.InnerException is OverflowException && !context.Response.HasStarted)
        {
            // How the HTTP server says that the size of a chunk is larger than any body.
            await ProblemWriter.WriteAsync(context, HttpFailures.BadRequest(StatusCodes.Status400BadRequest, error.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            LogUnexpected(error, context.Request.Method, context.Request.Path, Correlation.Of(context));
            await ProblemWriter.WriteAsync(context, HttpFailures.Unexpected);
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} failed unexpectedly ({CorrelationId})")]
    private partial void LogUnexpected(Exception error, string method, string path, string correlationId);
}
