using Attune.Foundation.Access;
using Attune.Foundation.Access.Tokens;

namespace Attune.Foundation.Tests.Access.Tokens;

/// <summary>Who has a token is its principal, until it ends or is withdrawn.</summary>
public sealed class TokenAccessTests : IDisposable
{
    private const string Subscribe = "realtime.subscribe";
    private const string Connect = "realtime.connect";

    private readonly TokenHarness _tokens = new();

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public async Task A_token_is_taken_from_the_header_or_else_from_the_address()
    {
        var token = _tokens.Token();
        Assert.Equal("mia", (await _tokens.IdentifyAsync($"Bearer {token}")).Value.Principal);
        Assert.Equal("mia", (await _tokens.IdentifyAsync($"bearer  {token} ")).Value.Principal);
        Assert.Equal("mia", (await _tokens.IdentifyAsync(null, token)).Value.Principal);
        Assert.Equal("mia", (await _tokens.IdentifyAsync("Basic bWlhOg==", token)).Value.Principal);
        Assert.Same(AccessFailures.TokenMissing, (await _tokens.IdentifyAsync(null)).Failure);
        Assert.Same(AccessFailures.TokenMissing, (await _tokens.IdentifyAsync("Basic bWlhOg==")).Failure);
        Assert.Equal("token_invalid", (await _tokens.IdentifyAsync("Bearer nonsense", token)).Failure?.Code);
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        using var other = new TokenHarness();
        Assert.Equal("token_invalid", (await _tokens.IdentifyAsync($"Bearer {other.Token()}")).Failure?.Code);
    }

    [Fact]
    public async Task A_token_ends_and_an_open_connection_a_grace_later()
    {
        var token = _tokens.Token(minutes: 10);
        var caller = await _tokens.CallerOfAsync(token);
        Assert.Equal(_tokens.Clock.GetUtcNow().AddMinutes(9), caller.RenewFrom);
        _tokens.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Same(AccessFailures.TokenExpired, (await _tokens.IdentifyAsync($"Bearer {token}")).Failure);
        Assert.True(await _tokens.MayAsync(caller, Subscribe, "persona:mia"));
        _tokens.Clock.Advance(TimeSpan.FromSeconds(25));
        Assert.False(await _tokens.MayAsync(caller, Subscribe, "persona:mia"));
        Assert.False(await _tokens.MayAsync(caller, Connect, ""));
    }

    [Fact]
    public async Task A_token_that_counts_too_long_or_not_yet_is_refused()
    {
        var now = _tokens.Clock.GetUtcNow();
        Assert.Equal("token_invalid", (await IdentifyAsync(now, now, now.AddMinutes(1441))).Failure?.Code);
        Assert.Null((await IdentifyAsync(now, now, now.AddMinutes(1440))).Failure);
        var (soon, later) = (now.AddSeconds(4), now.AddSeconds(6));
        Assert.Equal("token_invalid", (await IdentifyAsync(later, later, now.AddMinutes(1))).Failure?.Code);
        Assert.Null((await IdentifyAsync(soon, soon, now.AddMinutes(1))).Failure);

        async Task<Attune.Foundation.Failures.Outcome<Caller>> IdentifyAsync(
            DateTimeOffset issued, DateTimeOffset notBefore, DateTimeOffset expires) => await _tokens.IdentifyAsync(
                "Bearer " + _tokens.Codec.Sign(new AccessToken(
                    "acme", "mia", "t", "s", issued, notBefore, expires, [], [], new Dictionary<string, string>())));
    }

    [Fact]
    public async Task A_token_renews_only_its_own_principal()
    {
        var caller = await _tokens.CallerOfAsync(_tokens.Token());
        var cancellation = TestContext.Current.CancellationToken;
        var renewed = await _tokens.Access.RenewAsync(_tokens.Token(allow: ["publish:room:1"]), caller, cancellation);
        Assert.True(await _tokens.MayAsync(renewed.Value, "realtime.publish", "room:1"));
        Assert.False(await _tokens.MayAsync(renewed.Value, Subscribe, "persona:mia"));
        Assert.Same(AccessFailures.PrincipalChanged,
            (await _tokens.Access.RenewAsync(_tokens.Token("eve"), caller, cancellation)).Failure);
        Assert.Equal("eve", (await _tokens.Access.RenewAsync(_tokens.Token("eve"), null, cancellation)).Value.Principal);
    }

    [Fact]
    public async Task Nobody_may_do_nothing()
    {
        foreach (var verb in (string[])[Connect, Subscribe, "", "*"])
            Assert.False(await _tokens.MayAsync(Caller.Nobody, verb, ""));
    }

    [Fact]
    public async Task A_revoked_principal_is_told_to_everybody_who_watches_and_gets_in_again_only_with_a_newer_token()
    {
        var told = new List<AccessChange>();
        using var watching = _tokens.Access.Watch(told.Add);
        var (token, other) = (_tokens.Token(), _tokens.Token("eve"));
        var caller = await _tokens.CallerOfAsync(token);
        Assert.Null((await _tokens.RevokeAsync(principal: "mia")).Failure);
        Assert.Same(AccessFailures.TokenRevoked, (await _tokens.IdentifyAsync($"Bearer {token}")).Failure);
        Assert.False(await _tokens.MayAsync(caller, Connect, ""));
        var change = Assert.Single(told);
        Assert.True(change.Concerns(caller));
        Assert.False(change.Concerns(await _tokens.CallerOfAsync(other)));
        _tokens.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await _tokens.IdentifyAsync($"Bearer {_tokens.Token()}")).Failure);
    }

    [Fact]
    public async Task A_revoked_session_and_a_revoked_token_stay_out()
    {
        var first = await _tokens.CallerOfAsync(_tokens.Token());
        var second = await _tokens.CallerOfAsync(_tokens.Token());
        Assert.Null((await _tokens.RevokeAsync(session: first.Session)).Failure);
        Assert.Null((await _tokens.RevokeAsync(token: second.CredentialId)).Failure);
        Assert.False(await _tokens.MayAsync(first with { IssuedAt = first.IssuedAt.AddHours(1) }, Connect, ""));
        Assert.False(await _tokens.MayAsync(second, Connect, ""));
        Assert.True(await _tokens.MayAsync(await _tokens.CallerOfAsync(_tokens.Token()), Connect, ""));
    }

    [Fact]
    public async Task A_narrowed_principal_keeps_the_rest_until_the_next_token()
    {
        var caller = await _tokens.CallerOfAsync(_tokens.Token(allow: ["subscribe:*", "publish:*"]));
        Assert.Null((await _tokens.RevokeAsync(principal: "mia", deny: ["subscribe:persona:*"])).Failure);
        Assert.False(await _tokens.MayAsync(caller, Subscribe, "persona:mia"));
        Assert.True(await _tokens.MayAsync(caller, Subscribe, "finance"));
        Assert.True(await _tokens.MayAsync(caller, Subscribe, ""));
        Assert.True(await _tokens.MayAsync(caller, "realtime.publish", "persona:mia"));
        Assert.True(await _tokens.MayAsync(caller, Connect, ""));
        _tokens.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(await _tokens.MayAsync(await _tokens.CallerOfAsync(_tokens.Token()), Subscribe, "persona:mia"));
    }

    [Fact]
    public async Task Revocations_outlive_a_restart_until_no_token_could()
    {
        var caller = await _tokens.CallerOfAsync(_tokens.Token());
        await _tokens.RevokeAsync(principal: "mia", deny: ["subscribe:persona:a*", "publish"]);
        await _tokens.RevokeAsync(session: "gone");
        _tokens.Restart();
        Assert.False(await _tokens.MayAsync(caller, Subscribe, "persona:anna"));
        Assert.True(await _tokens.MayAsync(caller, Subscribe, "persona:mia"));
        Assert.False(await _tokens.MayAsync(caller with { Session = "gone" }, Connect, ""));
        _tokens.Clock.Advance(TimeSpan.FromDays(2));
        _tokens.Restart();
        Assert.True(await _tokens.MayAsync(caller with { EndsAt = null }, Subscribe, "persona:anna"));
    }

    [Fact]
    public async Task A_revocation_that_cannot_be_kept_is_in_force_and_says_so()
    {
        var caller = await _tokens.CallerOfAsync(_tokens.Token());
        _tokens.BreakDatabase();
        Assert.Same(AccessFailures.RevocationNotKept, (await _tokens.RevokeAsync(principal: "mia")).Failure);
        Assert.False(await _tokens.MayAsync(caller, Connect, ""));
    }

    [Fact]
    public async Task Another_organisation_revokes_nothing_here()
    {
        var caller = await _tokens.CallerOfAsync(_tokens.Token());
        await _tokens.RevokeAsync(principal: "mia", organisation: "other");
        await _tokens.RevokeAsync(session: caller.Session, organisation: "other");
        Assert.True(await _tokens.MayAsync(caller, Connect, ""));
    }

    [Fact]
    public async Task The_memory_of_revocations_is_bounded_and_forgets_only_what_is_over()
    {
        using var small = new TokenHarness(new AccessOptions { Mode = AccessMode.Tokens, MaxRevocations = 3 });
        foreach (var name in (string[])["a", "b", "c"])
            Assert.Null((await small.RevokeAsync(principal: name)).Failure);
        Assert.Same(AccessFailures.TooManyRevocations, (await small.RevokeAsync(principal: "d")).Failure);
        small.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null((await small.RevokeAsync(principal: "d")).Failure);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("a", "b", null)]
    [InlineData("", null, null)]
    public async Task A_revocation_names_one_subject(string? principal, string? session, string? token) =>
        Assert.Equal("invalid_field", (await _tokens.RevokeAsync(principal, session, token)).Failure?.Code);

    [Fact]
    public async Task A_revocation_denies_rights_or_everything_but_not_nothing()
    {
        Assert.Equal("invalid_field", (await _tokens.RevokeAsync(principal: "mia", deny: [])).Failure?.Code);
        Assert.Equal("invalid_field", (await _tokens.RevokeAsync(principal: "mia", deny: ["Not a right"])).Failure?.Code);
    }

    [Fact]
    public void A_key_is_made_once_for_its_owner_alone_and_a_short_one_is_refused()
    {
        Assert.Null(_tokens.Codec.Read(_tokens.Token()).Failure);
        Assert.Contains("Access:Key", string.Join(' ', new AccessOptionsValidator().Validate(null, new AccessOptions
        {
            Key = "short",
        }).Failures ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_a_server_would_accept_is_issued()
    {
        Assert.Equal("invalid_field", Refusal(new TokenOrder("../x", "mia", ["*"], [], 1)));
        Assert.Equal("invalid_field", Refusal(new TokenOrder("acme", "", ["*"], [], 1)));
        Assert.Equal("invalid_field", Refusal(new TokenOrder("acme", "mia", ["Not a right"], [], 1)));
        Assert.Equal("invalid_field", Refusal(new TokenOrder("acme", "mia", ["*"], ["a b"], 1)));
        Assert.Equal("invalid_field", Refusal(new TokenOrder("acme", "mia", ["*"], [], 0)));
        Assert.Equal("invalid_field", Refusal(new TokenOrder("acme", "mia", ["*"], [], 1441)));
        Assert.DoesNotContain(_tokens.Token(), _tokens.Issuer.Issue(new TokenOrder("acme", "mia", ["*"], [], 1)).Value.ToString(),
            StringComparison.Ordinal);

        string? Refusal(TokenOrder order) => _tokens.Issuer.Issue(order).Failure?.Code;
    }
}
