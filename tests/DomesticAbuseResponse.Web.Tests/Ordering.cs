using DomesticAbuseResponse.TestKit;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]
