using System.Globalization;
using Attune.Language.Dates;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Dates;

public sealed class DateReaderTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Today = new(2024, 5, 15);

    [Theory]
    [InlineData("on 2 June 1953", "2 June 1953", DatePrecision.Day, "1953-06-02", "1953-06-02")]
    [InlineData("born 5 June", "5 June", DatePrecision.Day, "2024-06-05", "2024-06-05")]
    [InlineData("in the 17th century", "17th century", DatePrecision.Century, "1601-01-01", "1700-12-31")]
    [InlineData("the late '60s", "60s", DatePrecision.Decade, "1960-01-01", "1969-12-31")]
    [InlineData("from 3 to 9 July 2001", "3 to 9 July 2001", DatePrecision.Day, "2001-07-03", "2001-07-09")]
    [InlineData("between June and August 1910", "June and August 1910", DatePrecision.Month, "1910-06-01", "1910-08-31")]
    [InlineData("next weekend", "next weekend", DatePrecision.Day, "2024-05-25", "2024-05-26")]
    [InlineData("this Friday", "this Friday", DatePrecision.Day, "2024-05-17", "2024-05-17")]
    [InlineData("two hundred years ago", "two hundred years ago", DatePrecision.Year, "1824-01-01", "1824-12-31")]
    [InlineData("民國八十八年九月地震", "民國八十八年九月", DatePrecision.Month, "1999-09-01", "1999-09-30")]
    [InlineData("平成7年1月17日", "平成7年1月17日", DatePrecision.Day, "1995-01-17", "1995-01-17")]
    [InlineData("民國卅八年", "民國卅八年", DatePrecision.Year, "1949-01-01", "1949-12-31")]
    [InlineData("廿一世紀", "廿一世紀", DatePrecision.Century, "2001-01-01", "2100-12-31")]
    [InlineData("1970到80年代", "1970到80年代", DatePrecision.Decade, "1970-01-01", "1989-12-31")]
    [InlineData("2019年3月4～6日", "2019年3月4～6日", DatePrecision.Day, "2019-03-04", "2019-03-06")]
    [InlineData("2019/03/04～2019/05/06", "2019/03/04～2019/05/06", DatePrecision.Day, "2019-03-04", "2019-05-06")]
    [InlineData("1901年5月2日到6月3日", "1901年5月2日到6月3日", DatePrecision.Day, "1901-05-02", "1901-06-03")]
    [InlineData("於631年建城", "631年", DatePrecision.Year, "0631-01-01", "0631-12-31")]
    [InlineData("１９２８年落成", "１９２８年", DatePrecision.Year, "1928-01-01", "1928-12-31")]
    [InlineData("上上個月", "上上個月", DatePrecision.Month, "2024-03-01", "2024-03-31")]
    [InlineData("下周末见", "下周末", DatePrecision.Day, "2024-05-25", "2024-05-26")]
    [InlineData("二十世纪的80年代", "二十世纪的80年代", DatePrecision.Decade, "1980-01-01", "1989-12-31")]
    public void A_date_is_found_with_its_words_its_precision_and_its_days(
        string text, string words, DatePrecision precision, string start, string end)
    {
        var date = Assert.Single(DateReader.Read(text, Today));
        Assert.Equal(words, date.Span.Of(text).ToString());
        Assert.Equal(
            new DateMention(date.Span, precision, Day(start), Day(end)), date);
    }

    [Theory]
    [InlineData("以前天氣比較冷，之後年年都熱。")]
    [InlineData("同年九月十六日開放，崇禎十七年四月也是。")]
    [InlineData("版本週期與上月台無關。")]
    [InlineData("光緒九十年並不存在，2月30日也是。")]
    [InlineData("I may march in in 20 minutes with 1,928 men, 3.14 of them B2.")]
    [InlineData("Pages 1200-1210 tell of rooms 1914-1918.")]
    [InlineData("He is in his twenties and will retire in the end.")]
    [InlineData("十多年前、幾年前和好幾個月前。")]
    public void What_is_no_date_is_not_taken_for_one(string text) => Assert.Empty(DateReader.Read(text, Today));

    [Fact]
    public void Dates_stand_in_the_text_in_order_apart_and_end_after_they_begin() =>
        Prop.ForAll(DateText.Arbitrary, DateText.Day, (text, today) => IsSound(text, DateReader.Read(text, today)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void So_they_do_in_words_with_spaces() =>
        Prop.ForAll(DateText.Spaced, DateText.Day, (text, today) => IsSound(text, DateReader.Read(text, today)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_string_can_be_read() =>
        Prop.ForAll<string?>(text => IsSound(text ?? "", DateReader.Read(text, Today))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_written_in_any_form_is_read_back() =>
        Prop.ForAll(DateText.Day, day =>
        {
            string[] forms =
            [
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
                day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
                day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture),
                $"西元{day.Year}年{day.Month}月{day.Day}日",
                day.Year > 1911 ? $"民國{day.Year - 1911}年{day.Month}月{day.Day}號" : $"西元{day.Year}年{day.Month}月{day.Day}號",
            ];
            // English writes years before 1000 with an era.
            return day.Year is < 1000 or > 2999
                || forms.All(form => DateReader.Read(form, Today) is [var only] && only.Start == day && only.End == day);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Weekdays_are_the_nearest_before_and_after_and_never_today() =>
        Prop.ForAll(DateText.Day, today =>
        {
            var name = today.DayOfWeek.ToString();
            return today.DayNumber is < 14 || today.DayNumber > DateOnly.MaxValue.DayNumber - 14
                || (DateReader.Read($"last {name}", today)[0].Start == today.AddDays(-7)
                    && DateReader.Read($"next {name}", today)[0].Start == today.AddDays(7)
                    && DateReader.Read($"this {name}", today)[0].Start == today);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_behind_the_bound_is_read()
    {
        var text = new string('x', DateReader.LongestText - 5) + " 1 May 2024";
        Assert.Empty(DateReader.Read(text, Today));
        Assert.True(DateReader.HasDate("built on 1 May 2024"));
        Assert.False(DateReader.HasDate("built of stone"));
    }

    private static bool IsSound(string text, IReadOnlyList<DateMention> dates)
    {
        var end = 0;
        foreach (var date in dates)
        {
            if (date.Span.Start < end || date.Span.Length < 1 || date.Span.End > text.Length || date.Start > date.End)
                return false;
            end = date.Span.End;
        }

        return true;
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
