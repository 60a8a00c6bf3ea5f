using System.Net;
using Attune.Contracts.Realtime;
using Attune.Foundation.Access;
using Attune.Foundation.Access.Tokens;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;

namespace Attune.Realtime.Access;

/// <summary>What an operator may do to the credentials of their organisation: make tokens and withdraw them.</summary>
internal sealed class AccessOperator(IAccess access, TokenIssuer issuer, RealtimeLog log)
{
    private const int DefaultMinutes = 10;

    /// <summary><c>POST /v2/realtime/tokens</c>, only from this machine: its answer is a secret.</summary>
    public ValueTask<Outcome<TokenReply>> Issue(EndpointCall call, TokenRequest request)
    {
        if (call.Http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return ValueTask.FromResult<Outcome<TokenReply>>(AccessFailures.NotLocal);
        var issued = issuer.Issue(new TokenOrder(call.Caller.Organisation, request.Principal ?? "", request.Allow ?? [],
            request.Groups ?? [], request.Minutes ?? DefaultMinutes));
        if (issued.Failure is { } failure)
            return ValueTask.FromResult<Outcome<TokenReply>>(failure);
        var token = issued.Value;
        call.Http.Response.Headers.CacheControl = "no-store";
        log.TokenIssued(call.Caller.Principal, token.Id, request.Principal!, call.Caller.Organisation);
        return ValueTask.FromResult<Outcome<TokenReply>>(
            new TokenReply(token.Text, token.Id, token.Session, token.ExpiresAt));
    }

    /// <summary><c>POST /v2/realtime/revocations</c>. Open connections obey within a moment.</summary>
    public async ValueTask<Outcome<RevocationReply>> RevokeAsync(EndpointCall call, RevocationRequest request)
    {
        var revocation = new Revocation(request.Principal, request.Session, request.Token, request.Deny);
        var term = await access.RevokeAsync(call.Caller.Organisation, revocation, call.Aborted);
        if (term.Failure is { } failure)
            return failure;
        log.Revoked(call.Caller.Principal, request.Deny is null ? "everything" : string.Join(", ", request.Deny),
            request.Principal is not null ? "principal" : request.Session is not null ? "session" : "token",
            revocation.Subject!, call.Caller.Organisation);
        return new RevocationReply(term.Value.Before, term.Value.Until);
    }
}
