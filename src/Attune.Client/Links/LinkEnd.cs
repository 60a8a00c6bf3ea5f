using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client.Links;

/// <summary>Why a connection, or an attempt to make one, ended.</summary>
/// <param name="Reason">For people and logs: a closing name or an error.</param>
/// <param name="Reaction">What the client does now.</param>
internal sealed record LinkEnd(string Reason, ClosingReaction Reaction)
{
    private const int Unauthorized = 401;

    /// <summary>The window in which the server wants to see the client again.</summary>
    public (TimeSpan From, TimeSpan To)? Advice { get; init; }

    /// <summary>What <c>Retry-After</c> said.</summary>
    public TimeSpan AtLeast { get; init; }

    /// <summary>The server did not like the token; another one may do.</summary>
    public bool IsAboutToken { get; init; }

    public static LinkEnd Lost(string reason) => new(reason, ClosingReaction.ReconnectAfterBackOff);

    public static LinkEnd Restart(string reason) => new(reason, ClosingReaction.ReconnectAtOnce);

    public static LinkEnd Refused(string reason) => new(reason, ClosingReaction.DoNotReconnect);

    /// <summary>Known codes by the table; of others the hundreds tell the reaction.</summary>
    public static LinkEnd OfClosingCode(int number, string? text)
    {
        if (ClosingCodes.All.FirstOrDefault(code => code.Number == number) is { } known)
        {
            var isAboutToken = known == ClosingCodes.Unauthorized || known == ClosingCodes.TokenExpired;
            return new LinkEnd(known.Name, known.Reaction) { IsAboutToken = isAboutToken };
        }

        var reason = string.IsNullOrEmpty(text) ? $"closed with code {number}" : text;
        return new LinkEnd(reason, number switch
        {
            >= 4000 and < 4100 => ClosingReaction.ReconnectAtOnce,
            >= 4200 and < 4300 => ClosingReaction.DoNotReconnect,
            _ => ClosingReaction.ReconnectAfterBackOff,
        });
    }

    /// <summary>An error that ends an attempt.</summary>
    public static LinkEnd OfError(ServerFrame error)
    {
        var reason = $"{error.Code}: {error.Message}";
        var isAboutToken = RealtimeErrors.All.Any(known => known.Code == error.Code && known.Status == Unauthorized);
        return error.Retry
            ? Lost(reason).Within(error.ReconnectAfterMs)
            : Refused(reason) with { IsAboutToken = isAboutToken };
    }

    /// <summary>The same end, in the window that a <c>bye</c> told before.</summary>
    public LinkEnd Within(int[]? reconnectAfterMs) => reconnectAfterMs is [var from and >= 0, var to]
        ? this with { Advice = (TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(Math.Max(from, to))) }
        : this;
}
