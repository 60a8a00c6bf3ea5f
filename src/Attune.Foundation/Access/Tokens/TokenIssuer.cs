using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Microsoft.Extensions.Options;

namespace Attune.Foundation.Access.Tokens;

/// <summary>Makes tokens for an operator, who knows what each holder may do.</summary>
public sealed class TokenIssuer
{
    private const int MaxGroups = 32;

    private readonly TokenCodec _codec;
    private readonly Ids _ids;
    private readonly AccessOptions _options;
    private readonly TimeProvider _clock;

    public TokenIssuer(IOptions<AccessOptions> options, DataFolder folder, Ids ids, TimeProvider clock)
    {
        _codec = new TokenCodec(new TokenKey(options, folder));
        (_ids, _options, _clock) = (ids, options.Value, clock);
    }

    /// <summary>Makes a token that this server will accept.</summary>
    /// <exception cref="IOException">The key can be neither read nor made.</exception>
    public Outcome<IssuedToken> Issue(TokenOrder order)
    {
        if (!TokenClaims.IsOrganisation(order.Organisation))
            return HttpFailures.InvalidField("organisation", "must be 1 to 64 characters of a-z 0-9 . _ -");
        if (!TokenClaims.IsPrincipal(order.Principal))
            return HttpFailures.InvalidField("principal", "must be 1 to 128 characters");
        if (RightSet.TryParse(order.Allow, new Dictionary<string, string>()) is null)
            return HttpFailures.InvalidField("allow",
                $"must hold at most {RightSet.MaxRights} rights such as subscribe:persona:* of at most 200 characters");
        if (order.Groups.Count > MaxGroups || !order.Groups.All(TokenClaims.IsGroup))
            return HttpFailures.InvalidField("groups",
                $"must hold at most {MaxGroups} names of 1 to 100 characters of a-z 0-9 : . _ / -");
        if (order.Minutes < 1 || order.Minutes > _options.MaxTokenMinutes)
            return HttpFailures.InvalidField("minutes",
                $"must be 1 to {_options.MaxTokenMinutes} (setting Access:MaxTokenMinutes)");
        var now = _clock.GetUtcNow();
        var (id, session) = (_ids.NewText(), _ids.NewText());
        var token = new AccessToken(order.Organisation, order.Principal, id, session, now, now,
            now.AddMinutes(order.Minutes), order.Groups, order.Allow, new Dictionary<string, string>());
        var text = _codec.Sign(token);
        return text.Length <= TokenCodec.MaxLength
            ? new IssuedToken(text, id, session, token.ExpiresAt)
            : HttpFailures.InvalidField("allow", $"makes a token of more than {TokenCodec.MaxLength} characters");
    }
}
