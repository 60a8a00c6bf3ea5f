using System.Buffers;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Realtime.Admission;
using Attune.Realtime.Protocol;
using Attune.Realtime.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// Tells a client why it is not let in, in a way that browsers show to their page: they hide the answer to a failed upgrade,
/// so the upgrade succeeds, one error says why and when to come back, and the socket closes.
/// </summary>
internal static class RefusedSocket
{
    private const int MaxAtOnce = 256;
    private const int ReadBytes = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string[] UpgradeHeaders =
        ["Upgrade", "Connection", "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions"];

    private static int s_present;

    /// <summary>Answers and waits a moment for the client's close. With many of them at once the answer is plain HTTP.</summary>
    public static async Task AnswerAsync(HttpContext context, IHttpUpgradeFeature upgrade, Failure failure, DrainOptions advice)
    {
        if (Interlocked.Increment(ref s_present) > MaxAtOnce)
        {
            Interlocked.Decrement(ref s_present);
            foreach (var name in UpgradeHeaders)
                context.Response.Headers.Remove(name);
            await ProblemWriter.WriteAsync(context, failure);
            return;
        }

        try
        {
            await using var stream = await upgrade.UpgradeAsync();
            await SayAsync(stream, failure, advice, context.RequestAborted);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // It has gone, or does not close in time: nothing is left to tell.
        }
        finally
        {
            Interlocked.Decrement(ref s_present);
        }
    }

    private static async Task SayAsync(Stream stream, Failure failure, DrainOptions advice, CancellationToken aborted)
    {
        var (from, to) = AdmissionFailures.ReturnOf(failure, advice);
        byte[] farewell =
        [
            .. ServerFrames.Refusal(failure, from, to),
            .. ControlFrames.Close(ClosingCodes.NotAdmitted),
        ];
        await stream.WriteAsync(farewell, aborted);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        // Closing while something of the client's is unread would reset the connection and lose what was said.
        var ignored = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            while (await stream.ReadAsync(ignored, patience.Token) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ignored);
        }
    }
}
