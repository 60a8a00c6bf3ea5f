using System.Text;
using Attune.Companion.Guide.Describing;

namespace Attune.Companion.Tests.Guide.Describing;

/// <summary>Whatever a describer sends becomes a description or a reason.</summary>
public sealed class DescriberReplyTests
{
    [Theory]
    [InlineData("""{"success":true,"user_description":" A boy in red. ","timestamp":"2026-11-22T04:00:00Z"}""", "A boy in red.")]
    [InlineData("""{"success":true,"user_description":"一位女士","confidence":0.8}""", "一位女士")]
    [InlineData("""{"sessionid":"a","visual_context":"A man with a cane.","available":true}""", "A man with a cane.")]
    [InlineData("""{"success":true,"user_description":"👩‍🦳 hat"}""", "👩‍🦳 hat")]
    [InlineData("{\"success\":true,\"user_description\":\"a\\u0007b\\u202Ec\"}", "abc")]
    public void A_description_is_read_in_both_contracts(string json, string expected)
    {
        var result = DescriberReply.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal((expected, "from_describer"), (result.Text, result.Reason));
    }

    [Theory]
    [InlineData("", "describer_invalid_json")]
    [InlineData("[]", "describer_invalid_json")]
    [InlineData("null", "describer_invalid_json")]
    [InlineData("<html>", "describer_invalid_json")]
    [InlineData("""{"success":true,"user_description":"\ud800"}""", "describer_invalid_json")]
    [InlineData("""{"success":true}""", "describer_missing_field")]
    [InlineData("""{"user_description":"A boy"}""", "describer_missing_field")]
    [InlineData("""{"success":"true","user_description":"A boy"}""", "describer_missing_field")]
    [InlineData("""{"success":true,"user_description":5}""", "describer_missing_field")]
    [InlineData("""{"success":true,"user_description":null}""", "describer_missing_field")]
    [InlineData("""{"success":false,"user_description":"A boy"}""", "describer_not_successful")]
    [InlineData("""{"success":true,"user_description":" \n "}""", "describer_empty")]
    [InlineData("""{"visual_context":null,"available":false}""", "describer_not_successful")]
    public void Anything_else_is_a_reason_and_no_description(string json, string reason)
    {
        var result = DescriberReply.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(result.Text);
        Assert.Equal(reason, result.Reason);
    }

    [Fact]
    public void Only_a_thousand_characters_are_read_and_never_half_of_one()
    {
        var huge = string.Concat(Enumerable.Repeat("😀", 50_000));
        var result = DescriberReply.Read(Encoding.UTF8.GetBytes($$"""{"success":true,"user_description":"{{huge}}"}"""));
        Assert.Equal(1_000, result.Text!.EnumerateRunes().Count());
        Assert.Equal(2_000, result.Text.Length);
    }

    [Fact]
    public void A_result_in_a_log_does_not_tell_the_description() =>
        Assert.Equal("from_client", new DescriptionResult("A boy in red.", "from_client").ToString());

    [Fact]
    public void Nested_json_is_refused_and_not_followed()
    {
        var deep = new string('[', 100_000);
        Assert.Equal("describer_invalid_json", DescriberReply.Read(Encoding.UTF8.GetBytes(deep)).Reason);
    }
}
