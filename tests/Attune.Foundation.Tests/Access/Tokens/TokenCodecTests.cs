using System.Buffers.Text;
using System.Text;

namespace Attune.Foundation.Tests.Access.Tokens;

/// <summary>Only what this server's key has signed is read, and of that only what keeps to its bounds.</summary>
public sealed class TokenCodecTests : IDisposable
{
    private const string Good = """{"sub":"mia","jti":"t1","iat":1700000000,"exp":1700000600,"allow":["subscribe:*"]}""";

    private readonly TokenHarness _tokens = new();

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void What_was_signed_is_read_back()
    {
        var read = _tokens.Codec.Read(_tokens.Token(groups: ["crew", "desk:1"])).Value;
        Assert.Equal(("acme", "mia"), (read.Organisation, read.Principal));
        Assert.Equal(["subscribe:persona:*"], read.Allow);
        Assert.Equal(["crew", "desk:1"], read.Groups);
        Assert.Equal(_tokens.Clock.GetUtcNow(), read.IssuedAt);
        Assert.Equal(_tokens.Clock.GetUtcNow().AddMinutes(10), read.ExpiresAt);
    }

    [Fact]
    public void Claims_of_another_issuer_are_read_with_their_defaults()
    {
        var read = Read(Good).Value;
        Assert.Equal(("local", "mia", "t1", "t1"), (read.Organisation, read.Principal, read.Id, read.Session));
        Assert.Equal(read.IssuedAt, read.NotBefore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("a..c")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_nobody_signed_is_refused(string text) =>
        Assert.Equal("token_invalid", _tokens.Codec.Read(text).Failure?.Code);

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":1}""")]
    [InlineData("""{"alg":"HS256","alg":"none"}""")]
    [InlineData("""{"alg":"none","alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","crit":["b64"]}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("HS256")]
    [InlineData("""{"alg":"HS256"}{}""")]
    public void A_header_that_asks_for_other_rules_is_refused_though_the_signature_is_right(string header)
    {
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        var token = _tokens.Codec.SignJson(Encoding.UTF8.GetBytes(Good), encoded);
        Assert.Equal("token_invalid", _tokens.Codec.Read(token).Failure?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"sub":"mia","iat":1,"exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1}""")]
    [InlineData("""{"sub":"","jti":"t","iat":1,"exp":2}""")]
    [InlineData("""{"sub":5,"jti":"t","iat":1,"exp":2}""")]
    [InlineData("""{"sub":"a\u0000b","jti":"t","iat":1,"exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":2,"exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":"2"}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":-1,"exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":1e300}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":253402300800}""")]
    [InlineData("""{"sub":"mia","sub":"eve","jti":"t","iat":1,"exp":2}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"exp":9}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"allow":["a"],"allow":["*"]}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"org":"../up"}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"org":".."}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"org":"Acme"}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"allow":"*"}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"allow":[1]}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"allow":[["*"]]}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"groups":["a b"]}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2,"groups":{}}""")]
    [InlineData("""{"sub":"mia","jti":"t","iat":1,"exp":2}{"sub":"eve"}""")]
    public void Claims_that_do_not_keep_to_their_bounds_are_refused(string claims) =>
        Assert.Equal("token_invalid", Read(claims).Failure?.Code);

    [Fact]
    public void Too_many_claims_too_many_groups_and_too_long_tokens_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 70).Select(i => $"\"c{i}\":\"x\""));
        Assert.Equal("token_invalid", Read($$"""{"sub":"mia","jti":"t","iat":1,"exp":2,{{many}}}""").Failure?.Code);
        var groups = string.Join(',', Enumerable.Range(0, 33).Select(i => $"\"g{i}\""));
        Assert.Equal("token_invalid", Read($$"""{"sub":"mia","jti":"t","iat":1,"exp":2,"groups":[{{groups}}]}""").Failure?.Code);
        Assert.Equal("token_invalid",
            Read($$"""{"sub":"mia","jti":"t","iat":1,"exp":2,"x":"{{new string('x', 8000)}}"}""").Failure?.Code);
    }

    /// <summary>Seeded: a token that was changed anywhere is refused or, where the bits mean nothing, read as the same.</summary>
    [Fact]
    public void A_changed_token_never_says_anything_else()
    {
        var random = new Random(7);
        var token = _tokens.Token();
        var original = _tokens.Codec.Read(token).Value;
        for (var i = 0; i < 5_000; i++)
        {
            var text = Mutate(token, random);
            var read = _tokens.Codec.Read(text);
            if (read.Failure is { } failure)
                Assert.Equal("token_invalid", failure.Code);
            else
                Assert.Equal((original.Id, original.ExpiresAt), (read.Value.Id, read.Value.ExpiresAt));
        }
    }

    /// <summary>Seeded: behind a right signature, too, hostile claims are refused and nothing is thrown.</summary>
    [Fact]
    public void Hostile_claims_behind_a_right_signature_throw_nothing()
    {
        var random = new Random(11);
        var (refused, accepted) = (0, 0);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Good);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var length = random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length;
            if (_tokens.Codec.Read(_tokens.Codec.SignJson(bytes.AsSpan(0, length))).Failure is { } failure)
            {
                Assert.Equal("token_invalid", failure.Code);
                refused++;
            }
            else
            {
                accepted++;
            }
        }

        Assert.True(refused > 500 && accepted > 50, $"The fuzzer reaches both ways: {refused} refused, {accepted} accepted.");
    }

    private Attune.Foundation.Failures.Outcome<Attune.Foundation.Access.Tokens.AccessToken> Read(string claims) =>
        _tokens.Codec.Read(_tokens.Codec.SignJson(Encoding.UTF8.GetBytes(claims)));

    private static string Mutate(string token, Random random)
    {
        var text = new StringBuilder(token);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text[at] = (char)random.Next(33, 127);
                    break;
                case 1:
                    text[at] = (char)random.Next(0, 0x2FFF);
                    break;
                case 2:
                    text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                    break;
                default:
                    text.Insert(at, token.AsSpan(random.Next(token.Length / 2), random.Next(1, 20)));
                    break;
            }
        }

        return text.ToString();
    }
}
