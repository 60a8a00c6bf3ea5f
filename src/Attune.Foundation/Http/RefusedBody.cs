using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Attune.Foundation.Http;

/// <summary>
/// Refuses a body that is larger than its route reads. Most clients send all of a body before they look for an answer, and a
/// connection closed with unread bytes is reset, which loses the answer: so what they send is read and thrown away, up to a
/// limit.
/// </summary>
internal static class RefusedBody
{
    private const long LargestThrownAway = 256L * 1024 * 1024;
    private const int ReadBytes = 64 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Answers 413 and reads on until the body ends, its limit or ten seconds are reached.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        await ProblemWriter.WriteAsync(context, HttpFailures.TooLarge(limit?.MaxRequestBodySize ?? 0));
        // Who announces a length and asks first (100-continue) sends nothing after a refusal. A body without a length was
        // read up to the limit already, and the limit cannot be changed any more.
        var isSending = context.Request.ContentLength is > 0 and <= LargestThrownAway
            && context.Request.Headers.Expect.Count == 0;
        if (!isSending || limit is not { IsReadOnly: false })
            return;
        limit.MaxRequestBodySize = LargestThrownAway;
        await context.Response.CompleteAsync();
        await ThrowAwayAsync(context);
    }

    private static async Task ThrowAwayAsync(HttpContext context)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(Deadline);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, deadline.Token) > 0)
            {
                // Nothing of it is kept.
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The sender has stopped or takes too long; the answer has been given.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
