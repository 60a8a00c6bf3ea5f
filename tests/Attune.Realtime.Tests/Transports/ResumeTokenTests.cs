using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;
using Attune.Realtime.Sessions;
using Attune.TestKit.Folders;

namespace Attune.Realtime.Tests.Transports;

/// <summary>One token for every transport: signed, whole, and readable after an upgrade.</summary>
public sealed class ResumeTokenTests : IDisposable
{
    private static readonly DomainPosition Main = new("main", "g7", 42);
    private static readonly DomainPosition Memory = new("memory", "g9", 3);

    private readonly TempFolder _folder = new();
    private readonly ResumeTokens _tokens;

    public ResumeTokenTests() => _tokens = new ResumeTokens(DataFolder.Unlocked(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_token_gives_back_every_position_also_in_the_next_run()
    {
        var token = _tokens.Make("local", [Main, Memory]);
        var nextRun = new ResumeTokens(DataFolder.Unlocked(_folder.Path));
        Assert.Equal([Main, Memory], nextRun.Read("local", token)!.Domains);
    }

    [Fact]
    public void The_token_of_one_position_is_the_same_text_whether_it_was_kept_or_made()
    {
        var made = _tokens.Make("local", Main);
        Assert.Equal(_tokens.Make("local", [Main]), made);
        Assert.Same(made, _tokens.Make("local", Main));
        Assert.NotEqual(made, _tokens.Make("local", Main with { Seq = 43 }));
        Assert.NotEqual(made, _tokens.Make("other", Main));
    }

    [Fact]
    public void A_token_of_the_first_releases_speaks_of_the_domain_at_home()
    {
        _tokens.Make("local", Main);
        var key = File.ReadAllBytes(Path.Combine(_folder.Path, "keys", "resume.key"));
        var content = Encoding.UTF8.GetBytes("local\ng7\n42");
        var token = Base64Url.EncodeToString([.. content, .. HMACSHA256.HashData(key, content)[..16]]);
        Assert.Equal([new DomainPosition("", "g7", 42)], _tokens.Read("local", token)!.Domains);
    }

    [Fact]
    public void No_changed_character_no_other_organisation_and_no_other_text_is_a_token()
    {
        var token = _tokens.Make("local", [Main, Memory]);
        Assert.Null(_tokens.Read("other", token));
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            // The last character may hold bits that are not part of the bytes.
            Assert.True(_tokens.Read("local", changed) is null || i == token.Length - 1, changed);
        }

        foreach (var text in new[] { "", "x", "****", new string('A', 5000) })
            Assert.Null(_tokens.Read("local", text));
    }
}
