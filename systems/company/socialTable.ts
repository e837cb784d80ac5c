import { MORE_SOCIALS } from './socialTableMore.ts'
import type { SocialText } from './socialText.ts'

const FIRST_SOCIALS: Readonly<Record<string, SocialText>> = {
  admire: [
    '~look about with open admiration.',
    '~look @ up and down with open admiration.',
    '~find a puddle to admire yourself in.',
  ],
  agree: [
    '~agree with nobody in particular.',
    '~agree with @ in every point.',
    '~agree with yourself, after some debate.',
  ],
  apologise: [
    '~mumble something that might be an apology.',
    '~ask @ for pardon, and ~mean it.',
    '~forgive yourself, this once.',
  ],
  applaud: [
    '~applaud until the echo joins in.',
    '~applaud @ with both hands high.',
    '~applaud your own performance, rather alone.',
  ],
  babble: [
    '~babble like a brook after rain.',
    '~babble at @ without a pause for breath.',
    '~babble softly into your own collar.',
  ],
  bark: [
    '~bark once, for the sake of it.',
    '~bark at @ like a dog at a cart.',
    '~bark, and ~look round to see who it was.',
  ],
  bask: [
    '~find a patch of warmth and ~bask in it.',
    '~bask in the company of @.',
    '~bask in your own glory.',
  ],
  beam: [
    '~beam like a lamp fresh filled.',
    '~beam at @ from ear to ear.',
    '~beam at your own reflection.',
  ],
  beckon: [
    '~beckon to whoever may be watching.',
    '~beckon @ to come closer.',
    '~crook a finger at yourself, and ~are none the wiser.',
  ],
  beg: [
    '~beg the empty air for mercy.',
    '~beg @ on bended knee.',
    '~plead with yourself to see reason.',
  ],
  blink: [
    '~blink, as if the light had changed.',
    '~blink at @ in disbelief.',
    '~blink, one eye after the other.',
  ],
  blush: [
    '~turn the colour of ripe rowan.',
    '~blush under the eyes of @.',
    '~blush at a thought of your own.',
  ],
  boast: [
    '~boast of deeds that grow in the telling.',
    '~boast to @ of fish that got away.',
    '~tell yourself how very fine you are.',
  ],
  bounce: [
    '~bounce from one foot to the other.',
    '~bounce in circles round @.',
    '~bounce on the spot until your teeth rattle.',
  ],
  bow: ['~bow to all sides.', '~bow low before @.', '~bow so low as to meet your own knees.'],
  brag: [
    '~blow your own trumpet, loudly.',
    '~brag to @ without a trace of shame.',
    '~brag under your breath.',
  ],
  breathe: [
    '~take a long breath, and ~let it go.',
    '~breathe slowly, and ~bid @ do the same.',
    '~count ten breaths of your own.',
  ],
  cackle: [
    '~cackle like a kettle of hens.',
    '~cackle at the sight of @.',
    '~cackle at a joke that only you know.',
  ],
  calm: [
    '~grow calm as a millpond.',
    '~speak to @ as to a shying horse.',
    '~tell yourself that all will be well.',
  ],
  caper: [
    '~caper like a goat in spring.',
    '~caper about @ until it gets tiring.',
    '~trip over your own feet in a caper.',
  ],
  cheer: [
    '~cheer until the crows take off.',
    '~cheer @ on with all your might.',
    '~give yourself three quiet cheers.',
  ],
  chuckle: [
    '~chuckle deep in your throat.',
    '~chuckle at what @ has done.',
    '~chuckle at your own expense.',
  ],
  clap: [
    '~clap in time to no music.',
    '~clap @ on the shoulder.',
    '~clap for yourself until others might join in.',
  ],
  comfort: [
    '~look for somebody who needs comfort.',
    '~comfort @ with a few quiet words.',
    '~comfort yourself: tomorrow is a day, too.',
  ],
  congratulate: [
    '~congratulate everybody, to be on the safe side.',
    '~wish @ joy of it, and ~shake hands.',
    '~shake your own hand, left with right.',
  ],
  cough: [
    '~cough into your sleeve.',
    '~cough, with a meaning look at @.',
    '~cough until your eyes water.',
  ],
  cower: ['~cower behind nothing much.', '~cower before @.', '~cower from your own shadow.'],
  cringe: [
    '~cringe as at a chalk on slate.',
    '~cringe at the mere sight of @.',
    '~cringe at something you did years ago.',
  ],
  cry: [
    '~cry, and ~let the tears run.',
    '~cry on the shoulder of @.',
    '~cry quietly, where it does not show.',
  ],
  curse: [
    '~utter a word that would curdle milk.',
    '~curse @ up hill and down dale.',
    '~curse your own clumsiness.',
  ],
  curtsey: [
    '~curtsey to the company.',
    '~curtsey to @ with a sweep of the foot.',
    '~curtsey before a mirror that is not there.',
  ],
  dance: [
    '~dance a few steps of a harvest reel.',
    '~take both hands of @ for a turn of the dance.',
    '~dance with your own shadow.',
  ],
  daydream: [
    '~gaze at something miles away.',
    '~gaze straight through @, deep in a dream.',
    '~dream of a better hat for yourself.',
  ],
  disagree: [
    '~beg to differ, with the world at large.',
    '~disagree with @ on principle.',
    '~fall out with yourself over trifles.',
  ],
  doff: [
    '~doff a hat, or what would be one.',
    '~doff a hat to @.',
    '~lift your hat to see if the head is still there.',
  ],
  doubt: [
    '~have your doubts, and it shows.',
    '~doubt that @ knows what that means.',
    '~doubt yourself for the length of a breath.',
  ],
  drool: [
    '~drool a little, and ~wipe it off.',
    '~drool at @ in a manner hard to mistake.',
    '~drool down your own chin.',
  ],
  duck: [
    '~duck under something that was never there.',
    '~duck behind @.',
    '~duck too late, and ~rub your head.',
  ],
  embrace: [
    '~hold out both arms to the world.',
    '~embrace @ like one long missed.',
    '~wrap both arms around yourself.',
  ],
  envy: [
    '~envy the birds.',
    '~envy @, and ~take no pains to hide it.',
    '~envy yourself as you were yesterday.',
  ],
  fidget: [
    '~fidget with a loose thread.',
    '~fidget under the gaze of @.',
    '~fidget with your own buttons.',
  ],
  flex: [
    '~flex an arm for all to see.',
    '~flex an arm right under the nose of @.',
    '~feel your own arm, and ~nod.',
  ],
  flinch: [
    '~flinch at a sudden noise.',
    '~flinch away from @.',
    '~flinch at the touch of your own cold hands.',
  ],
  flirt: [
    '~flirt with the idea of flirting.',
    '~flirt with @, none too skilfully.',
    '~wink at your own reflection.',
  ],
  fret: [
    '~fret about the weather, and worse.',
    '~fret over @ like a hen over one chick.',
    '~fret over your own future.',
  ],
  frown: ['~frown at the state of things.', '~frown at @.', '~frown at your own boots.'],
  fume: ['~fume like a damp chimney.', '~fume at @ without a word.', '~fume at yourself.'],
  gasp: ['~gasp.', '~gasp at what @ has just done.', '~gasp at your own daring.'],
  gesture: [
    '~make a gesture that could mean anything.',
    '~gesture at @, with both hands full of meaning.',
    '~point both thumbs at yourself, all innocence.',
  ],
  giggle: ['~giggle.', '~giggle behind a hand at @.', '~giggle at your own thoughts.'],
  glare: [
    '~glare at one and all.',
    '~glare at @ hard enough to bore a hole.',
    '~glare at your own toes.',
  ],
  gloat: [
    '~gloat over some private victory.',
    '~gloat over the misfortune of @.',
    '~gloat until it is no fun any more.',
  ],
  greet: ['~greet all who are here.', '~greet @ like an old friend.', '~bid yourself a good day.'],
  grimace: [
    '~make a face like sour plums.',
    '~make a face at @.',
    '~make the worst face you can, for practice.',
  ],
  grin: ['~grin.', '~grin at @.', '~grin to yourself, for no good reason.'],
  groan: ['~groan like an old gate.', '~groan at what @ has said.', '~groan at your own joke.'],
  grovel: [
    '~grovel in the dust.',
    '~grovel at the feet of @.',
    '~grovel before yourself, which hurts the back.',
  ],
  growl: ['~growl low and long.', '~growl at @ through bared teeth.', '~growl to yourself.'],
  grumble: [
    '~grumble about nothing and everything.',
    '~grumble at @.',
    '~grumble into your collar.',
  ],
  grunt: [
    '~grunt.',
    '~grunt at @, which may be a greeting.',
    '~grunt under a load that nobody sees.',
  ],
}

/** Every gesture by its word, in the order of the alphabet. */
export const SOCIAL_TABLE: ReadonlyMap<string, SocialText> = new Map(
  Object.entries({ ...FIRST_SOCIALS, ...MORE_SOCIALS }),
)
