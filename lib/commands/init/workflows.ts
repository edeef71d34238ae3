import { marker } from '../../review/words/comment';

/** Where the checks run before a merge. */
export type Forge = 'github' | 'gitlab';

/**
 * What checks a pull request there: the review as one comment that each run writes anew, annotations at the lines of the
 * environment, and the page as an artifact.
 */
export const workflows: Readonly<Record<Forge, [path: string, text: string]>> = {
  github: [
    '.github/workflows/scorewright.yaml',
    `name: scorewright

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read
  pull-requests: write # for the comment

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # the plan compares with the branch that is synced
      - uses: actions/setup-node@v5
        with:
          node-version: lts/*
          cache: npm
      - run: npm ci
      - run: npx scorewright synth --check
      - if: github.event_name == 'pull_request'
        run: npx scorewright plan --base "origin/$GITHUB_BASE_REF" --markdown >> "$GITHUB_STEP_SUMMARY"
      - if: (success() || failure()) && github.event_name == 'pull_request'
        run: npx scorewright review --base "origin/$GITHUB_BASE_REF" --markdown review.md --html review.html --annotations github
      - if: (success() || failure()) && github.event_name == 'pull_request'
        uses: actions/upload-artifact@v4
        with:
          name: review
          path: review.html
          if-no-files-found: ignore
      - if: (success() || failure()) && github.event_name == 'pull_request'
        continue-on-error: true # a fork may not comment
        env:
          GH_TOKEN: \${{ github.token }}
          PULL_REQUEST: \${{ github.event.number }}
        run: |
          comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
          id=$(gh api --paginate "$comments" --jq '.[] | select(.body | startswith("${marker}")) | .id' | head -n 1)
          if [ -n "$id" ]; then
            gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field body=@review.md --silent
          else
            gh api "$comments" --field body=@review.md --silent
          fi
`,
  ],
  gitlab: [
    '.gitlab-ci.yml',
    `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

scorewright:
  image: node:lts
  variables:
    GIT_DEPTH: '0' # the plan compares with the branch that is synced
  script:
    - npm ci
    - npx scorewright synth --check
    - |
      if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then
        npx scorewright plan --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      fi
  after_script:
    - |
      if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then
        npx scorewright review --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --markdown review.md --html review.html --annotations gitlab > gl-code-quality-report.json
      fi
    # For the comment: a project access token with the scope api, in the variable SCOREWRIGHT_TOKEN.
    - |
      if [ -n "$SCOREWRIGHT_TOKEN" ] && [ -s review.md ]; then
        notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
        id=$(curl --silent --fail --header "PRIVATE-TOKEN: $SCOREWRIGHT_TOKEN" "$notes?per_page=100" |
          node -pe 'JSON.parse(require("fs").readFileSync(0)).find(({ body }) => body.startsWith("${marker}"))?.id ?? ""')
        if [ -n "$id" ]; then method=PUT notes="$notes/$id"; else method=POST; fi
        curl --silent --fail --output /dev/null --request "$method" --header "PRIVATE-TOKEN: $SCOREWRIGHT_TOKEN" --data-urlencode body@review.md "$notes"
      fi
  artifacts:
    when: always
    paths: [review.md, review.html]
    reports:
      codequality: gl-code-quality-report.json
`,
  ],
};
